/** Opens an address in the default browser. That this fails is said, and no reason for a server to stop. */
export async function openBrowser(address: string): Promise<void> {
  const because = (reason: string) =>
    console.error(`use-case-stub: --open could not open a browser, ${reason}; go to ${address} yourself`);
  if (isSwitchedOn(process.env['CI'])) return because('since nobody is there to see it in CI');
  try {
    const { default: open } = await import('open');
    const launcher = await open(address);
    launcher.once('exit', (code) => {
      if (code !== 0 && code !== null) because(`the system's opener ended with code ${code}`);
    });
  } catch (error) {
    because((error as Error).message);
  }
}

function isSwitchedOn(value: string | undefined): boolean {
  return value !== undefined && !/^(|false|0|off|no)$/i.test(value);
}
