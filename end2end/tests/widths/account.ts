// Signing in and up, the links of mails, and the account.
import type { Walks } from "../support/walks";

/** Long enough to be a token, but the token of no link. */
const TOKEN = "x".repeat(43);

export const walks: Walks = {
  "/sign-in": { visitor: () => ["/sign-in?problem=refused"] },
  "/sign-in/code": { visitor: () => ["/sign-in/code"] },
  "/sign-up": { visitor: () => ["/sign-up", "/sign-up?done=mailed"] },
  "/invite/:token": { visitor: (org) => [org.memberInvite], member: (org) => [org.memberInvite] },
  "/signup/:token": { visitor: (org) => [org.ownerInvite], member: (org) => [org.ownerInvite] },
  "/forgot-password": { visitor: () => ["/forgot-password"] },
  "/reset-password/:token": { visitor: () => [`/reset-password/${TOKEN}`] },
  "/verify-email/:token": { visitor: () => [`/verify-email/${TOKEN}`] },
  "/confirm-email/:token": { visitor: () => [`/confirm-email/${TOKEN}`] },
  "/account": { owner: () => ["/account"] },
  "/account/api-keys": { owner: () => ["/account/api-keys"] },
  "/account/two-factor": { owner: () => ["/account/two-factor"] },
};
