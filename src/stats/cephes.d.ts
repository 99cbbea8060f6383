/** What is used of it: the package's own types are not found where it is imported as an ES module. */
declare module "cephes" {
  const cephes: {
    /** Resolves when the functions may be called. */
    readonly compiled: Promise<void>;
    readonly ndtri: (p: number) => number;
    readonly incbet: (a: number, b: number, x: number) => number;
    readonly incbi: (a: number, b: number, p: number) => number;
  };
  export default cephes;
}
