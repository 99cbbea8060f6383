/** A Turkish word: from left to right and isolated from what stands around it */
export const Turkish = ({ children, ...props }) => (
  <bdi lang="tr" dir="ltr" className="tr" {...props}>
    {children}
  </bdi>
);
