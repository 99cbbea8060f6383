import { Component, type ReactNode } from "react";

interface Guarded {
  readonly children: ReactNode;
}

/** A page that cannot be made of what the report holds says so, and leaves the other pages alone: a run that was sent may contradict itself. */
export class PageGuard extends Component<Guarded, { readonly message: string | null }> {
  override state: { readonly message: string | null } = { message: null };

  static getDerivedStateFromError(error: Error): { readonly message: string } {
    return { message: error.message };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <>
        <h1>This page cannot be shown</h1>
        <p className="note">{`What the run's files say does not fit together: ${message}`}</p>
      </>
    );
  }
}
