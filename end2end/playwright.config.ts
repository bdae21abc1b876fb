import { defineConfig, devices } from "@playwright/test";

const browser = {
  executablePath: process.env.CHROMIUM_PATH ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

const phone = { ...devices["iPhone 14"], browserName: "chromium" as const, defaultBrowserType: undefined };

// One server per worker, so that no test sees another worker's changes.
const addresses = (process.env.BASE_URL ?? "http://127.0.0.1:3000").split(" ");
const own = addresses[Number(process.env.TEST_PARALLEL_INDEX ?? 0)];
if (!own) throw new Error(`there are servers for ${addresses.length} workers: set WORKERS for script/test, not --workers`);

export default defineConfig({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: false,
  workers: addresses.length,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: own,
    launchOptions: browser,
    screenshot: "only-on-failure",
    trace: "off",
    locale: "en-GB",
    reducedMotion: "reduce",
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1440, height: 900 } }, grepInvert: /@no-js|@phone-only/ },
    { name: "phone", use: { ...phone, viewport: { width: 390, height: 844 } }, grep: /@phone/ },
    { name: "no-js", use: { viewport: { width: 1440, height: 900 }, javaScriptEnabled: false }, grep: /@no-js/ },
  ],
});
