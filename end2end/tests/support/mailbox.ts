// The operator's mailbox.
import { expect, type Page } from "@playwright/test";

import { PASSWORD } from "./fixtures";

/** Shows the links of the open mail, which stay hidden until the operator gives a proof of identity. */
export async function showLinks(mail: Page) {
  await expect(mail.getByText("Its links are hidden")).toBeVisible();
  await mail.getByLabel(/^Confirm it is you/).fill(PASSWORD);
  await mail.getByRole("button", { name: "Show the links" }).click();
  await expect(mail.getByText("Its links are hidden")).toBeHidden();
}
