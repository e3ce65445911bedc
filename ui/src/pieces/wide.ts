/** Whether the window is wide enough for columns; narrower, the styles put things below one another. */
import { useSyncExternalStore } from "react";

const wide = window.matchMedia("(min-width: 861px)");

export function useWide(): boolean {
  return useSyncExternalStore(
    (changed) => {
      wide.addEventListener("change", changed);
      return () => wide.removeEventListener("change", changed);
    },
    () => wide.matches,
  );
}
