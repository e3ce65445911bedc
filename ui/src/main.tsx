import { MutationCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "@fontsource-variable/source-serif-4/wght-italic.css";
import "./styles/tokens.css";
import "./styles/base.css";
import "./styles/report.css";
import "./styles/views.css";
import "./styles/foresight.css";
import { App, prepare } from "./App";
import { ApiError } from "./api/client";

const LAG = 5_000; // milliseconds by which answers about a large store may lag behind what is written

/** What is written may change any answer, so all of them are asked for anew, and once more when none lags any longer. */
function askAnew(): Promise<void> {
  setTimeout(() => void queries.invalidateQueries({ predicate: ({ queryKey }) => LAGGING.has(String(queryKey[0])) }), LAG);
  return queries.invalidateQueries();
}
const LAGGING = new Set(["points", "network", "overview", "sources", "incidents"]);

const queries: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && error instanceof ApiError && (error.status === 0 || error.status >= 500),
    },
  },
  mutationCache: new MutationCache({ onSettled: askAnew }),
});

void prepare(queries).then(() =>
  createRoot(document.getElementById("root")!).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <App />
      </QueryClientProvider>
    </StrictMode>,
  ),
);
