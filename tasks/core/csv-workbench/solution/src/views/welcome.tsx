export function Welcome() {
  return (
    <section className="card welcome">
      <h2>Start with a CSV file</h2>
      <p>
        Choose one above to see its rows, clean them step by step and save the result. The file stays in this
        browser.
      </p>
      <ol>
        <li>Look through the table and the summary of each column.</li>
        <li>Add cleaning steps; each can be undone.</li>
        <li>Export the cleaned table.</li>
      </ol>
    </section>
  );
}
