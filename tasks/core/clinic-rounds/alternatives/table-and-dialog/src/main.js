import { createApp } from "vue";
import Desk from "./Desk.vue";
import "./desk.css";

createApp(Desk).mount(document.body.appendChild(document.createElement("div")));
