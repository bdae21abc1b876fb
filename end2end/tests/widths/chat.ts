// Conversations.
import type { Walks } from "../support/walks";

export const walks: Walks = {
  "/chat": { member: () => ["/chat"], owner: () => ["/chat"] },
  "/chat/:id": { owner: (h) => [`${h.conversation}?rename=${h.conversation.split("/").pop()}`, h.conversation] },
};
