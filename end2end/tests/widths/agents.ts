// Agents.
import type { Walks } from "../support/walks";

export const walks: Walks = {
  "/agents": { member: () => ["/agents"], owner: () => ["/agents"] },
  "/agents/:id": { member: (org) => [org.agent], owner: (org) => [org.agent] },
};
