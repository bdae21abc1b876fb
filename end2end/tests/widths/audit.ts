// The audit log, an organisation's and the platform's.
import type { Walks } from "../support/walks";

export const walks: Walks = {
  "/settings/audit": { owner: () => ["/settings/audit"] },
  "/god-dashboard/audit": { operator: () => ["/god-dashboard/audit"] },
};
