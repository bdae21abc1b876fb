// The home page.
import type { Walks } from "../support/walks";

export const walks: Walks = {
  "/": { member: () => ["/"], owner: () => ["/"], operator: () => ["/"], visitor: () => ["/"] },
};
