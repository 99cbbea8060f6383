/** A Turkish word, set apart from the Urdu around it. */
export function Turkish({ children, testId }: { children: string; testId?: string }) {
  return (
    <bdi lang="tr" dir="ltr" className="turkish" data-testid={testId}>
      {children}
    </bdi>
  );
}
