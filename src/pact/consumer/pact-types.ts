/**
 * Types of Pact's V4 interface, as far as users of `use-case-stub/pact` see it. The package contains a bundle of Pact
 * (docs/decisions) and no Pact with types of its own; test/pact/consumer/pact-types.test.ts compares the two.
 */

/** A matcher of Pact, which stands where a value could stand. */
export interface Matcher<Value> {
  'pact:matcher:type': string;
  'pact:generator:type'?: string;
  value?: Value | Record<string, Value>;
}

export interface RegexMatcher extends Matcher<string> {
  regex: string;
  example?: string;
}

/** A value of a request that the provider's state answers. */
export interface ProviderStateValue<Value> extends Matcher<Value> {
  expression: string;
}

/** A status by its class, or by a list of codes. */
export interface StatusMatcher extends Matcher<number> {
  status: StatusClass | number[];
}

export type StatusClass = 'information' | 'success' | 'redirect' | 'clientError' | 'serverError' | 'nonError' | 'error';

export type PathTemplate = string | Matcher<string>;
export type QueryTemplate = Record<string, QueryValue | QueryValue[]>;
type QueryValue = string | Matcher<string | number | boolean>;
export interface HeadersTemplate {
  [name: string]: string | Matcher<string> | (Matcher<string> | string)[];
}

export interface MatchingRule {
  path?: string;
  rules: Matcher<unknown>[];
}
export type MatchingRules = Partial<
  Record<'path' | 'body' | 'header' | 'query' | 'status', MatchingRule | MatchingRule[]>
>;

/** Options of Pact's mock server. */
export interface MockServerOptions {
  /** Whether the mock server answers CORS preflight requests. Default: true. */
  readonly cors?: boolean;
  /** Address that the mock server listens on. Default: 127.0.0.1. */
  readonly host?: string;
  /** Port that the mock server listens on. Default: a free one. */
  readonly port?: number;
  /** Whether the mock server speaks HTTPS. Default: false. */
  readonly tls?: boolean;
}

export interface MockServer {
  port: number;
  url: string;
  id: string;
}

/** Describes the head of a request or a response, and bodies that are not JSON. */
interface HalfBuilder {
  headers(headers: HeadersTemplate): this;
  xmlBody(body: unknown): this;
  binaryFile(contentType: string, file: string): this;
  multipartBody(contentType: string, filename: string, mimePartName: string, boundary?: string): this;
  matchingRules(rules: MatchingRules): this;
  body(contentType: string, body: Uint8Array): this;
}

/** Describes the head and the body of a response. */
export interface ResponseBuilder extends HalfBuilder {
  /** @param body JSON, which may have matchers in it */
  jsonBody(body: unknown): this;
}

/** Describes the head and the body of a request. */
export interface RequestBuilder<Body = unknown> extends HalfBuilder {
  /** @param body JSON, which may have matchers in it */
  jsonBody(body: Body): this;
  query(query: QueryTemplate): this;
}

/** What a plugin of Pact adds to either. */
export interface PluginContents {
  pluginContents(contentType: string, contents: string): this;
}

/** A complete description, which a test can be run against. */
export interface DescribedInteraction {
  /** Starts a mock server that answers as described, and checks afterwards that it was asked as described. */
  executeTest<Result>(test: (mockServer: MockServer) => Promise<Result>): Promise<Result | undefined>;
}

/** A description whose response is still open. */
export interface DescribedRequest<Response = ResponseBuilder> {
  willRespondWith(status: number | StatusMatcher, build?: (response: Response) => void): DescribedInteraction;
}

export type DescribeRequest<Request = RequestBuilder, Response = ResponseBuilder> = (
  method: string,
  path: PathTemplate,
  build?: (request: Request) => void,
) => DescribedRequest<Response>;

/** A description that a plugin of Pact takes part in. */
export interface PluginInteraction {
  usingPlugin(config: PluginConfig): PluginInteraction;
  readonly withRequest: DescribeRequest<RequestBuilder & PluginContents, ResponseBuilder & PluginContents>;
}

export interface PluginConfig {
  plugin: string;
  version: string;
}
