/** The way to a service through proxies, and with certificates of authorities of one's own. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { before, describe, it, type TestContext } from 'node:test';
import { openUpstream, type UpstreamOptions } from '../../src/fidelity/upstream.ts';
import { directoryWith } from '../helpers/files.ts';

async function portOf(t: TestContext, server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  t.after(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

/** A proxy that writes down what it is asked for. */
async function proxy(t: TestContext): Promise<{ url: string; asked: string[] }> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.end('from the proxy');
  });
  server.on('connect', (request, socket, head) => {
    asked.push(`CONNECT ${request.url}`);
    const target = connect(Number(request.url?.split(':')[1]), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      target.write(head);
      target.pipe(socket).pipe(target);
    });
    for (const each of [socket, target]) each.on('error', () => undefined);
    socket.on('close', () => target.destroy());
    target.on('close', () => socket.destroy());
  });
  return { url: `http://127.0.0.1:${await portOf(t, server)}`, asked };
}

async function textOf(t: TestContext, url: string, options: Partial<UpstreamOptions> = {}): Promise<string> {
  const upstream = await openUpstream({ url, environment: {}, ...options });
  t.after(() => upstream.close());
  const response = await upstream.send(url, { method: 'GET', signal: AbortSignal.timeout(30_000) });
  return response.text();
}

describe('the way to a service', () => {
  it('leads through the proxy that the environment names, unless NO_PROXY names the host', async (t) => {
    const { url: through, asked } = await proxy(t);
    const port = await portOf(
      t,
      createServer((_, response) => void response.end('from the service')),
    );
    const url = `http://127.0.0.1:${port}/a`;
    assert.equal(await textOf(t, url), 'from the service');
    assert.equal(await textOf(t, url, { environment: { HTTP_PROXY: through } }), 'from the proxy');
    assert.equal(await textOf(t, url, { environment: { http_proxy: through } }), 'from the proxy');
    assert.deepEqual(asked, [`GET ${url}`, `GET ${url}`]);
    const environment = { HTTP_PROXY: through, NO_PROXY: 'a.example,127.0.0.1' };
    assert.equal(await textOf(t, url, { environment }), 'from the service');
    assert.equal(await textOf(t, url, { environment: { HTTPS_PROXY: through } }), 'from the service');
  });

  it('refuses a file of authorities that is none', async (t) => {
    const directory = directoryWith(t, { 'a.pem': 'a' });
    const open = (ca: string) => openUpstream({ url: 'https://a.example', environment: {}, ca });
    await assert.rejects(open(join(directory, 'a.pem')), /a\.pem: it has no certificate in PEM form/);
    await assert.rejects(open(join(directory, 'b.pem')), /b\.pem: it is not there/);
  });
});

describe('the way to a service with a certificate of an authority of its own', () => {
  let hasOpenssl = false;
  before(() => {
    try {
      execFileSync('openssl', ['version'], { stdio: 'ignore' });
      hasOpenssl = true;
    } catch {
      // Skipped below.
    }
  });

  it('is trusted with --ca, also through a proxy', async (t) => {
    if (!hasOpenssl) return t.skip('no openssl here');
    const directory = directoryWith(t, {});
    const [key, cert] = ['key.pem', 'cert.pem'].map((name) => join(directory, name)) as [string, string];
    const subject = ['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1'];
    const kind = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
    execFileSync('openssl', [...kind, '-keyout', key, '-out', cert, ...subject], { stdio: 'ignore' });
    const server = createSecureServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_, response) => {
      response.end('in secret');
    });
    const url = `https://127.0.0.1:${await portOf(t, server)}/a`;
    await assert.rejects(textOf(t, url), /self-signed certificate/);
    assert.equal(await textOf(t, url, { ca: cert }), 'in secret');
    const { url: through, asked } = await proxy(t);
    assert.equal(await textOf(t, url, { ca: cert, environment: { HTTPS_PROXY: through } }), 'in secret');
    assert.deepEqual(asked, [`CONNECT ${new URL(url).host}`]);
  });
});
