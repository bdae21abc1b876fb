// The settings of the organisation, and its members.
import type { Walks } from "../support/walks";

export const walks: Walks = {
  "/settings": { member: () => ["/settings"], owner: () => ["/settings"] },
  "/settings/branding": { owner: () => ["/settings/branding"] },
  "/settings/leave": { owner: () => ["/settings/leave"] },
  "/settings/members": { member: () => ["/settings/members"], owner: () => ["/settings/members"] },
  "/settings/sign-in": { owner: () => ["/settings/sign-in"] },
  "/settings/plan": { owner: () => ["/settings/plan"] },
  "/settings/members/invites": { owner: () => ["/settings/members/invites"] },
  "/settings/members/tiers": { owner: () => ["/settings/members/tiers"] },
  "/settings/members/:id": {
    member: (org) => [`/settings/members/${org.person}`],
    owner: (org) => [`/settings/members/${org.person}`],
  },
};
