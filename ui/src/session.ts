/** Who is there, and what they may do. */
import { createContext, useContext } from "react";
import type { Session } from "./api/types";

export const SessionContext = createContext<Session | null>(null);

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error("useSession is used outside of the workbench");
  return session;
}

export function useMayWrite(): boolean {
  const role = useSession().role;
  return role === "analyst" || role === "admin";
}
