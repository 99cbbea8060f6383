interface FieldErrorProps {
  readonly id: string;
  readonly testId: string;
  readonly message: string | undefined;
}

export function FieldError({ id, testId, message }: FieldErrorProps) {
  if (message === undefined) return null;
  return (
    <p id={id} className="error" data-testid={testId} role="alert">
      {message}
    </p>
  );
}
