// Conversations.
import type { Walks } from "../support/walks";

export const walks: Walks = {
  "/chat": { member: () => ["/chat"], owner: () => ["/chat"] },
  "/chat/:id": {
    owner: (org) => [`${org.conversation}?rename=${org.conversation.split("/").pop()}`, org.conversation],
  },
};
