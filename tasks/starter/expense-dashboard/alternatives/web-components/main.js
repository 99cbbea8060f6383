import { model } from "./model.js";
import "./figures.js";
import "./filters.js";
import "./charts.js";
import "./form.js";
import "./budgets.js";
import "./list.js";

await model.load();
