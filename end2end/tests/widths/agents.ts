// Agents.
import type { Walks } from "../support/walks";

export const walks: Walks = {
  "/agents": { member: () => ["/agents"], owner: () => ["/agents"] },
  "/agents/:id": { member: (h) => [h.agent], owner: (h) => [h.agent] },
};
