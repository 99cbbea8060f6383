/** A Turkish word. */
export function Turkish({ children, testId }: { children: string; testId?: string }) {
  return (
    <span lang="tr" className="turkish" data-testid={testId}>
      {children}
    </span>
  );
}
