export default async function stopStub() {
  await globalThis.stub.close();
}
