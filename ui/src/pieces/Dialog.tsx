/** A dialog over the page: the browser keeps the focus in it and Escape closes it. */
import { useEffect, useRef, type FormEvent, type JSX, type ReactNode } from "react";

interface Given {
  title: string;
  done: string;
  children: ReactNode;
  onDone(form: FormData): void;
  onClose(): void;
}

export function Dialog({ title, done, children, onDone, onClose }: Given): JSX.Element {
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => element.current?.showModal(), []);
  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault();
    onDone(new FormData(event.currentTarget));
  }
  return (
    <dialog ref={element} aria-labelledby="dialog-title" onClose={onClose}>
      <form onSubmit={submit}>
        <h2 id="dialog-title" style={{ margin: 0 }}>{title}</h2>
        {children}
        <div className="row">
          <button type="submit" className="main">{done}</button>
          <button type="button" onClick={() => element.current?.close()}>Cancel</button>
        </div>
      </form>
    </dialog>
  );
}

interface Choice {
  label: string;
  name: string;
  value?: string | readonly string[];
  options: readonly (readonly [string, string])[];
  many?: boolean;
}

export function Choose({ label, name, value, options, many = false }: Choice): JSX.Element {
  return (
    <label>
      {label}
      <select name={name} multiple={many} size={many ? Math.min(6, options.length) : undefined} defaultValue={value as never}>
        {options.map(([code, words]) => <option key={code} value={code}>{words}</option>)}
      </select>
    </label>
  );
}
