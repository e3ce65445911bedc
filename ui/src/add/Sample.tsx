/** Loads the invented reports that come with polybius, to try it out. */
import { useMutation } from "@tanstack/react-query";
import type { JSX } from "react";
import { useLocation } from "wouter";
import { send } from "../api/client";
import type { Batch } from "../api/types";
import { Problem } from "../pieces/Answered";

export function Sample(): JSX.Element {
  const [, go] = useLocation();
  const loading = useMutation({ mutationFn: () => send<Batch>("POST", "sample"), onSuccess: () => go("/add") });
  return (
    <>
      <button type="button" disabled={loading.isPending} onClick={() => loading.mutate()}>Load the sample</button>
      {loading.isError && <Problem error={loading.error} />}
    </>
  );
}
