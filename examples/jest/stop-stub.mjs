export default async function stopStub() {
  await Promise.all(globalThis.stubs.map((stub) => stub.close()));
}
