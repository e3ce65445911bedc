/** A view whose code is loaded when it is first needed, or before: then it is drawn without a word of waiting. */
import { lazy, type ComponentType, type JSX } from "react";

interface View<P> {
  (props: P): JSX.Element;
  preload(): Promise<unknown>;
}

export function view<P extends object>(load: () => Promise<{ default: ComponentType<P> }>): View<P> {
  let Loaded: ComponentType<P> | null = null;
  const Waiting = lazy(load) as unknown as ComponentType<P>;
  const View = (props: P): JSX.Element => (Loaded ? <Loaded {...props} /> : <Waiting {...props} />);
  View.preload = async () => {
    Loaded = (await load()).default;
  };
  return View;
}
