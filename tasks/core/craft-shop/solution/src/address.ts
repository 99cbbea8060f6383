import { ref } from "vue";

const readPath = (): string => location.hash.slice(1) || "/";

export const path = ref(readPath());
window.addEventListener("hashchange", () => {
  path.value = readPath();
});

export function openPath(target: string): void {
  location.hash = target;
}
