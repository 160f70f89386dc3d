// Tried with Next.js 16.4.6, React 19.3.1 and Node 24.21 on 2026-11-22: `next dev`, and `next build` with `next start`.

// Next.js reports usage unless this is set. Each of its processes reads this file before it reports.
process.env.NEXT_TELEMETRY_DISABLED = '1';

/** The stub, unless the environment names another API: scheme, host and port. Read when Next.js starts or builds. */
const origin = process.env.API_ORIGIN ?? 'http://127.0.0.1:4010';

/** @type {import('next').NextConfig} */
export default {
  // Only the paths of the API: behind a proxy, the stub's own routes cannot tell local clients from others.
  rewrites: async () => [{ source: '/api/v1/:path*', destination: `${origin}/api/v1/:path*` }],
  // Without this, Next.js asks npm's registry about security advisories.
  experimental: { agentUpgrade: false },
};
