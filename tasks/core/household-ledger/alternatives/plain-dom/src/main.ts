import { createEntryForm } from "./entry-form.ts";
import { createAccounts, createBudget, createList, createTop } from "./sections.ts";
import { createStatement } from "./statement.ts";
import "./styles.css";
import "./more.css";

const { section, edit } = createEntryForm();
document.getElementById("top")!.append(...createTop());
document
  .getElementById("root")!
  .append(createAccounts(), section, createBudget(), createList(edit), createStatement());
