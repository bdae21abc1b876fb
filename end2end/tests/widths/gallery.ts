// Every component in every state.
import type { Walks } from "../support/walks";

export const walks: Walks = {
  "/dev/ui": { visitor: () => ["/dev/ui"] },
};
