// Generated from the documents in openapi/ by "npm run generate". Do not edit.
export interface paths {
    "/about": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Describe the stub
         * @description What the console must know before its other requests.
         */
        get: operations["describeStub"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contract": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the contract as OpenAPI
         * @description All operations that the stub serves, those of `--spec` included, as JSON.
         */
        get: operations["describeContract"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the organizations
         * @description Organizations that sent requests lately, the latest first. Their API keys are masked.
         */
        get: operations["listOrganizations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/organizations/{id}/key": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Reveal the API key of an organization
         * @description For clients with the key of the console. Where an admin key is set, no client is shown API keys. No other route, and
         *     no log, has a whole API key.
         */
        get: operations["revealKey"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clock": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the time
         * @description By the clock of the stub, which governs delays, `Retry-After`, rate limits and the times in the journal for all
         *     organizations.
         */
        get: operations["getClock"];
        /**
         * Freeze the clock, or let it run
         * @description A frozen clock stands still until it is advanced, and delayed replies wait for that. Once it runs again, it goes on
         *     from where it stands.
         */
        put: operations["setClock"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/clock/advance": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Advance the clock
         * @description As `stub.clock.advance` in a program: moves a frozen clock. Replies whose delay is over then go out. With `waiting`,
         *     first waits until so many replies are delayed.
         */
        post: operations["advanceClock"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the errors of watched files
         * @description Contracts and fixtures that `--watch` could not load. The stub goes on with the last good version.
         */
        get: operations["listNotices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell whether the stub is alive
         * @description Answers 200 as long as the process runs, even when the store cannot be reached.
         */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell whether the stub takes requests
         * @description Not ready while the store cannot be reached, and after the stub has been told to stop. A journal in the database that cannot be read or written takes the stub out of no balancer: requests are answered all the same.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the metrics
         * @description In the text format of Prometheus. Organizations cannot be told apart in them.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the rules
         * @description What requests must satisfy beyond the contract's schemas. Each rule has its source.
         */
        get: operations["listRules"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/assumptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the assumptions
         * @description What no source says about the API, which way of it the stub follows, and why: by default, because a setting
         *     says so, or because the real API was seen to do so.
         */
        get: operations["listAssumptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the latest requests
         * @description The journal of the organization, oldest first. Of more entries than `limit` it has the latest; with `after`, the
         *     first ones after that number, so that a client can read on from the last one that it has.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        /**
         * Empty the journal
         * @description Forgets the requests of the organization.
         */
        delete: operations["forgetRequests"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow the requests
         * @description Server-sent events, about ten a second at most, until the client hangs up. `requests` brings a list of journal
         *     entries, oldest first, beginning with the latest that the journal has; `skipped` says how many
         *     more there were than a reader could look at; `cleared` comes when the journal was emptied; `scenarios` brings
         *     the running scenarios, `states` the active states and `notices` the notices whenever they change; `use-cases`
         *     comes when this process has changed use cases otherwise than by a request to the API: by a state, fixtures, one
         *     of these routes or a program. Every ten seconds at least a comment shows that the line is alive.
         */
        get: operations["streamRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/mark": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Mark the end of the journal
         * @description The number of the latest request. With `since` a query asks only for requests that came after it.
         */
        get: operations["markRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Search the requests of the client
         * @description As `stub.requests` in a program. Requests of the console, and those that a browser makes by itself, do not count.
         */
        post: operations["searchRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/wait": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Wait for a request of the client
         * @description As `stub.waitForRequest` in a program: the reply comes as soon as there is such a request, or when the time is over. A
         *     request that is there already counts, unless `since` excludes it. The time is real time, whatever the clock of the
         *     stub says.
         */
        post: operations["waitForRequest"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/requests/expect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Expect requests of the client
         * @description As `stub.expect` in a program: at least one request like `request`, or with `times` exactly so many (0: none); or
         *     requests like those in `inOrder`, one after the other, between which others may come.
         */
        post: operations["expectRequests"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the coverage
         * @description How often the organization got each status of each operation since the stub was started, or from all stubs that share a database since its first request. A 405 counts for every operation of its path.
         */
        get: operations["getCoverage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/use-cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the use cases
         * @description Newest first. The search is not in the journal.
         */
        get: operations["searchUseCases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/use-cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the use case.
                 * @example 66f2a1d05b3c9e7a41d80c12
                 */
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a use case
         * @description The API itself has no such operation.
         */
        delete: operations["removeUseCase"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/fake": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Generate a realistic use case
         * @description The body for a create. The stub does not store it.
         */
        get: operations["fakeUseCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/states": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the catalogue of states
         * @description Every state that an organization can be put into, with its parameters.
         */
        get: operations["listStates"];
        put?: never;
        post?: never;
        /**
         * End all states
         * @description The organization gets its initial use cases back, and its scenarios end. Its journal is kept.
         */
        delete: operations["leaveStates"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/states/active": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the states that the organization is in
         * @description In the order in which it was put into them. Of the states that only change use cases, it is the latest one: each
         *     may undo what the one before did.
         */
        get: operations["listActiveStates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/states/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name of the state.
                 * @example a use case exists
                 */
                name: string;
            };
            cookie?: never;
        };
        get?: never;
        /**
         * Put the organization into a state
         * @description In addition to its other states. The body has the parameters. Doing it twice has the same effect as once.
         */
        put: operations["enterState"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scenarios": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the scenarios
         * @description The planned misbehaviour of the organization, including that of states.
         */
        get: operations["listScenarios"];
        put?: never;
        /**
         * Make the API misbehave
         * @description Starts a scenario. It replaces a running one of the same reason. At most 100 run at once.
         */
        post: operations["startScenario"];
        /**
         * End all scenarios
         * @description The API behaves normally for the organization again.
         */
        delete: operations["endScenarios"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/scenarios/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the scenario.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one scenario
         * @description The other scenarios go on.
         */
        delete: operations["endScenario"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Reset the organization
         * @description Ends its states and scenarios and empties its journal; then it has the use cases, states and scenarios again that it
         *     started with, and as many requests as the rate limit allows. Other organizations stay as they are.
         */
        post: operations["resetOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/seed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fill the organization with realistic use cases
         * @description They replace all use cases that it has.
         */
        post: operations["seedOrganization"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The condition of the stub. */
        Condition: {
            /**
             * @description The condition, in one word.
             * @enum {string}
             */
            status: "ok" | "ready" | "draining" | "store-unavailable";
            /** @description The reason. */
            message?: string;
            /** @description Why the journal that replicas share cannot be read or written at present. */
            journal?: string;
        };
        /** @description The clock of a stub. */
        Clock: {
            /** @description The time (ISO 8601). */
            now: string;
            /** @description Whether it stands still until it is advanced. */
            frozen: boolean;
            /** @description How many replies wait for it, of all organizations. */
            waiting: number;
        };
        /** @description Facts about a stub. */
        About: {
            /** @description Version of use-case-stub. */
            version: string;
            /** @description When it was started (ISO 8601). */
            startedAt: string;
            /**
             * @description Whether these routes are open, require the admin key, or are switched off.
             * @enum {string}
             */
            admin: "open" | "key" | "off";
            /**
             * @description How requests are validated.
             * @enum {string}
             */
            validation: "strict" | "standard" | "warn" | "off";
        };
        /** @description An organization that has sent a request. */
        OrganizationSummary: {
            /** @description Its id, for `stub-organization`. */
            id: string;
            /** @description Its API key, masked. */
            key: string;
            /** @description Its name in `--api-key`. */
            name?: string;
            /** @description When it last sent a request (ISO 8601). */
            seenAt: string;
        };
        /** @description An API key. */
        RevealedKey: {
            /** @description The API key, in full. */
            key: string;
        };
        /** @description A file that could not be loaded. */
        Notice: {
            /** @description The file. */
            source: string;
            /** @description What is wrong, and where. */
            message: string;
            /** @description When it was noticed (ISO 8601). */
            at: string;
        };
        /** @description How often each status of each operation was sent. */
        Coverage: {
            /** @description When counting began (ISO 8601). */
            since: string;
            /** @description In the order of the contract. */
            operations: {
                /** @description Its id. */
                operationId: string;
                /** @description Its method. */
                method: string;
                /** @description Its path template. */
                path: string;
                /** @description What it does. */
                summary: string;
                /** @description In ascending order. */
                statuses: {
                    /** @description The status. */
                    status: number;
                    /** @description Whether the contract has this status. */
                    documented: boolean;
                    /** @description The contract's description of it. */
                    description?: string;
                    /** @description How often it was sent. */
                    seen: number;
                }[];
            }[];
            /** @description Ways of assumptions that are chosen, or known from the real API; the contract that is counted follows them. */
            assumptions: {
                /** @description Its id. */
                assumption: string;
                /** @description The way that the stub follows. */
                value: string;
                /** @description Whether the contract is so unless it is told otherwise. */
                isDefault: boolean;
                standing: components["schemas"]["Standing"];
                /** @description When the real API was asked (ISO 8601). */
                checkedAt?: string;
            }[];
        };
        /** @description A page of use cases. */
        FoundUseCases: {
            /** @description Number of use cases that match. */
            total: number;
            /** @description The use cases of this page. */
            useCases: {
                [key: string]: unknown;
            }[];
        };
        /** @description A rule that requests must satisfy. */
        Rule: {
            /** @description Id of the rule in warnings. */
            id: string;
            /** @description Where it comes from. */
            source: string;
            /** @description The fields that it looks at. */
            fields: string[];
            /** @description What it requires, and why. */
            explanation: string;
            /** @description Whether it refuses requests at every validation level. */
            enforced: boolean;
            /** @description The assumption that it warns of. */
            assumption?: string;
            /** @description The way of that assumption that the stub follows. */
            value?: string;
            standing?: components["schemas"]["Standing"];
            /** @description When the real API was asked (ISO 8601). */
            checkedAt?: string;
        };
        /** @description Something that no source says about the API, and what the stub makes of it. */
        Assumption: {
            /** @description Names it, for `--assume`. */
            id: string;
            /** @description The operation, field or part of HTTP. */
            about: string;
            /** @description The way that the stub follows. */
            value: string;
            standing: components["schemas"]["Standing"];
            /** @description When the real API was asked (ISO 8601). */
            checkedAt?: string;
            /** @description What the stub does. */
            sentence: string;
            /** @description What the default rests on. */
            source: string;
            /** @description The way that the stub follows unless it is told otherwise. */
            default: string;
            /** @description The other ways. */
            alternatives: string[];
            /** @description The replies whose form rests on it: a status, such as `404`, or one of an operation. */
            replies: string[];
        };
        /**
         * @description `assumed`: by default. `chosen`: a setting says so. `confirmed`: the real API was seen to do as by default.
         *     `refuted`: it was seen to do something else, which `value` names; where `value` is the default, it does none of
         *     what is known, and the stub does as by default.
         * @enum {string}
         */
        Standing: "assumed" | "chosen" | "confirmed" | "refuted";
        /**
         * @description How far a finding can be trusted. `documented`: the public reference says so, or the document of `--spec`. The
         *     others are those of the assumption that it rests on: `assumed` by default, `chosen` by a setting, `confirmed` by
         *     the real API, `refuted`: the real API was seen to do something else, which `value` names; without a `value` it
         *     does none of what is known. Absent where it is not known.
         * @enum {string}
         */
        FindingStanding: "documented" | "assumed" | "chosen" | "confirmed" | "refuted";
        /** @description A request and its outcome. */
        JournalEntry: {
            /** @description Counts the requests, from 1. */
            number: number;
            /** @description When it came in (ISO 8601). */
            time: string;
            /** @description The same as `x-request-id` in the reply and in the log. */
            requestId: string;
            /** @description Its method. */
            method: string;
            /** @description Its target, with secrets masked. */
            url: string;
            /** @description Id of the operation, if the request names one. */
            operationId?: string;
            /**
             * @description `accepted`: the request succeeded. `refused`: the request was wrong. `failed`: a real failure, or a
             *     planned one, whatever its status is.
             * @enum {string}
             */
            verdict: "accepted" | "refused" | "failed";
            /** @description Status of the reply. */
            status: number;
            /** @description Id in the catalogue of errors. */
            error?: string;
            /** @description The assumption that a refusal rests on; of one for its issues these say it. */
            assumption?: string;
            /** @description The way of that assumption that is in force. */
            value?: string;
            standing?: components["schemas"]["FindingStanding"];
            /** @description When the real API was asked (ISO 8601). */
            checkedAt?: string;
            /**
             * @description Where it came from, when it was not a client: the console of the stub, or a browser that asked for a page
             *     or an icon by itself. Coverage leaves these requests out.
             * @enum {string}
             */
            from?: "console" | "browser";
            /** @description Network address of the client. Behind proxies it is theirs, unless `--trust-proxy` says how many there are. */
            client?: string;
            cause?: components["schemas"]["Cause"];
            /** @description Time from the end of its head to the reply. */
            milliseconds: number;
            /** @description Why it was refused. */
            issues: components["schemas"]["JournalIssue"][];
            /** @description Rules that it breaks without being refused. */
            warnings: components["schemas"]["JournalWarning"][];
            /** @description Its headers, with secrets masked. */
            headers: {
                [key: string]: string;
            };
            /** @description Its body, cut to 16,384 characters. Absent when it was not read: without a valid API key, or too large. */
            body?: string;
            /** @description The headers of the reply, with secrets masked. Absent when the connection was closed before them. */
            replyHeaders?: {
                [key: string]: string;
            };
            /** @description The reply's body, cut likewise. */
            reply?: string;
        };
        /** @description What decided on the reply. Absent when the reply is the operation's own. */
        Cause: {
            /**
             * @description A scenario, a state that plans failures, a preference of the client, the rate limit, or Prism. With
             *     `client-gone` the client hung up before it was answered. With `real-api` the reply came through
             *     `use-case-stub proxy` from the service behind it.
             * @enum {string}
             */
            kind: "scenario" | "state" | "preference" | "rate-limit" | "prism" | "client-gone" | "real-api";
            /** @description Reason of the scenario or state, or the preferences. */
            because?: string;
            /** @description The status, where the cause decided on it. */
            status?: number;
            /**
             * @description How the reply was broken as planned.
             * @enum {string}
             */
            fault?: "reset" | "empty" | "truncated" | "malformed" | "slow";
            /** @description Milliseconds that the reply waited as planned. */
            delay?: number;
        };
        /** @description Why a request was refused, as zod writes it; there may be more properties. */
        JournalIssue: {
            /** @description The kind of issue. */
            code: string;
            /** @description Where it is, key by key. */
            path: (string | number)[];
            /** @description What is wrong. */
            message: string;
            /** @description The assumption that it rests on. */
            assumption?: string;
            /** @description The way of the assumption that is in force. */
            value?: string;
            standing?: components["schemas"]["FindingStanding"];
            /** @description When the real API was asked (ISO 8601). */
            checkedAt?: string;
        } & {
            [key: string]: unknown;
        };
        /** @description A rule that a request breaks without being refused. */
        JournalWarning: {
            /** @description Id of the rule. */
            rule: string;
            /** @description Where it is, key by key. */
            path: (string | number)[];
            /** @description What is wrong. */
            message: string;
            /** @description What the client probably meant. */
            suggestion?: string;
            /** @description With the rule `documented`: the kind of issue that it would be. */
            code?: string;
            /** @description The type that came, where another one is wanted. */
            received?: string;
            /** @description The assumption that it rests on. */
            assumption?: string;
            /** @description The way of the assumption that is in force. */
            value?: string;
            standing?: components["schemas"]["FindingStanding"];
            /** @description When the real API was asked (ISO 8601). */
            checkedAt?: string;
        };
        /** @description Which requests are meant. A request must be as every part says that is given; `{}` means all. */
        RequestQuery: {
            /** @description Id of the operation in the contract. */
            operation?: string;
            /**
             * @description The outcome.
             * @enum {string}
             */
            verdict?: "accepted" | "refused" | "failed";
            /** @description The status that it was answered with. */
            status?: number;
            /**
             * @description Headers by name, in any case, each a text or a matcher of Pact. Secrets are masked in the journal, and so cannot
             *     be compared.
             */
            headers?: {
                [key: string]: unknown;
            };
            /**
             * @description A part that the JSON of the body contains. Objects of the body may have more properties, lists must match exactly.
             *     A matcher of Pact may stand for a value, such as `{ "pact:matcher:type": "regex", "regex": "^Night" }`.
             */
            body?: unknown;
            /** @description A mark: only requests that came after it. */
            since?: number;
        };
        /** @description Why the requests are not as expected. */
        UnmetExpectation: {
            /** @description In several lines: what was expected, what came nearest, what the client sent. */
            message: string;
            /** @description What was expected, or how many. */
            expected?: unknown;
            /** @description What came nearest, cut to what was asked for, or how many came. */
            actual?: unknown;
            /** @description Requests that are almost as expected, the nearest first. */
            nearest: {
                request: components["schemas"]["JournalEntry"];
                /** @description Everything that differs. */
                differences: components["schemas"]["Difference"][];
            }[];
            /** @description The latest requests, at most ten, oldest first. */
            received: components["schemas"]["JournalEntry"][];
        };
        /** @description Where a request is not as a query asks. */
        Difference: {
            /**
             * @description The part of the request.
             * @enum {string}
             */
            part: "operation" | "verdict" | "status" | "headers" | "body";
            /** @description JSON pointer inside that part. */
            pointer: string;
            /** @description What was expected there. */
            expected: string;
            /** @description What was there; absent when nothing was. */
            received?: string;
        };
        /** @description A provider state that an organization can be put into. */
        State: {
            /** @description Its name. */
            name: string;
            /** @description What it does. */
            description: string;
            /** @description Its parameters, by name. */
            parameters: {
                [key: string]: {
                    /** @description The values that it takes, in words. */
                    type: string;
                    /** @description What it means. */
                    meaning?: string;
                };
            };
            /** @description Names of the values that it gives. */
            values: string[];
            /** @description Whether the organization loses all use cases that it had. */
            replacesUseCases: boolean;
        };
        /** @description A state that the organization is in. */
        ActiveState: {
            /** @description Its name. */
            name: string;
            /** @description When the organization was put into it, as ISO 8601. */
            since?: string;
            /** @description Number of requests that it still applies to; null for all. */
            left: number | null;
            /** @description Values that it gave, without lists. */
            values: {
                [key: string]: unknown;
            };
        };
        /** @description The requests that a scenario applies to. All conditions must hold. */
        Match: {
            /** @description Id of the operation in the contract. */
            operation?: string;
            /** @description A header that the request must have. */
            header?: {
                /** @description Its name, in any case. */
                name: string;
                /** @description Its value. Default: any. */
                value?: string;
            };
            /** @description A part that the body must contain. */
            body?: unknown;
        };
        /** @description How long replies wait, in milliseconds. */
        Delay: {
            /**
             * @description A fixed time, a time between two, or times like real latencies.
             * @enum {string}
             */
            distribution: "fixed" | "uniform" | "log-normal";
            /** @description The time, for `fixed`. */
            ms?: number;
            /** @description The shortest time, for `uniform`. */
            from?: number;
            /** @description The longest time, for `uniform`. */
            to?: number;
            /** @description The median of the times, for `log-normal`. */
            median?: number;
            /** @description The spread of the times, for `log-normal`. */
            sigma?: number;
        };
        /** @description What happens to a request. */
        ScenarioOutcome: {
            /** @description Answer with this status of the contract. */
            status?: number;
            /** @description Name of the contract's example to answer. Default: the first one. */
            example?: string;
            /** @description Body to answer in place of an example. It must be one that the contract allows. */
            body?: unknown;
            /** @description Headers to answer, besides those of the contract's example. */
            headers?: {
                [key: string]: string;
            };
            delay?: components["schemas"]["Delay"];
            /**
             * @description How the reply is broken: the connection is reset, closed without a reply, or closed in the middle of the
             *     body; the body is not JSON; or it is sent slowly.
             * @enum {string}
             */
            fault?: "reset" | "empty" | "truncated" | "malformed" | "slow";
        };
        /** @description One step of a sequence. A step without an outcome lets the request pass. */
        ScenarioStep: components["schemas"]["ScenarioOutcome"] & {
            /** @description Number of requests that it applies to. Default: 1. */
            times?: number;
        };
        /** @description A planned misbehaviour. */
        Scenario: components["schemas"]["ScenarioOutcome"] & components["schemas"]["ScenarioPlan"];
        /** @description Which requests it applies to, and in which order. */
        ScenarioPlan: {
            /** @description The reason, which replies name in `stub-state`. */
            because?: string;
            match?: components["schemas"]["Match"];
            /**
             * @description A sequence: what happens to the first request that it applies to, to the next one, and so on. After the
             *     last step the scenario has ended. Stands in place of an outcome of its own.
             */
            steps?: components["schemas"]["ScenarioStep"][];
            /** @description Answer statuses, bodies and content types that the contract does not have. Default: false, they are refused. */
            outsideContract?: boolean;
            /**
             * @description Number of requests that it applies to. Default: until it is ended. With `steps`: number of times that the
             *     sequence runs; default: once.
             */
            times?: number;
            /** @description The probability that it applies to a request. */
            probability?: number;
            /** @description The same number selects the same requests, for `probability`. */
            seed?: number;
        };
        /** @description A scenario that has been started. */
        RunningScenario: components["schemas"]["Scenario"] & {
            /** @description Its id. */
            id: string;
            /** @description Number of requests that it still applies to; null for all. */
            left: number | null;
            /** @description Whether a state makes the API key unknown. */
            keyUnknown?: boolean;
            /** @description Whether a state started it. */
            fromState?: boolean;
            /** @description When it was started, as ISO 8601. */
            startedAt?: string;
        };
        /** @description The use cases to fill an organization with. */
        Seed: {
            /**
             * @description Number of use cases.
             * @default 12
             */
            count?: number;
            /** @description Language of all of them. Default: a mix. */
            language?: string;
        };
        /** @description The new use cases. */
        Seeded: {
            /** @description The first id. */
            id?: string;
            /** @description All ids. */
            ids: string[];
            /** @description Number of ids. */
            count: number;
        };
        /** @description An error other than an invalid request. */
        Error: {
            /** @description What went wrong. */
            message: string;
        };
        /** @description A serialised ZodError, as in the API. */
        ValidationError: {
            /** @description What is wrong. */
            issues: {
                [key: string]: unknown;
            }[];
            /**
             * @description Name of the error class.
             * @constant
             */
            name: "ZodError";
        };
    };
    responses: {
        /** @description What the clock shows. */
        Clock: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Clock"];
            };
        };
        /** @description The request is wrong. */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description The requests are not as expected. */
        Unmet: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["UnmetExpectation"];
            };
        };
        /** @description The API key is missing or unknown, or the admin key is missing or wrong. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The request is from a page of another origin, or lacks the key that this takes. */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description There is no such thing. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as
         *     streams, bodies under way or use cases. The share follows from `--max-memory`.
         */
        OverShare: {
            headers: {
                /**
                 * @description Seconds to wait before the next attempt.
                 * @example 1
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /**
         * @description All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),
         *     or its store cannot be reached (`stub-error: store-unavailable`).
         */
        NoRoom: {
            headers: {
                /**
                 * @description Seconds to wait before the next attempt.
                 * @example 1
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    describeStub: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Version, time of its start, and who may use these routes. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["About"];
                };
            };
        };
    };
    describeContract: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description An OpenAPI 3.1 document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
        };
    };
    listOrganizations: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description At most 100 organizations. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OrganizationSummary"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    revealKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description The id of the organization.
                 * @example 5f1d7a3c9be2408a6f10c2d4
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The API key. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevealedKey"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    getClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["Clock"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    setClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Whether it stands still. */
                    frozen: boolean;
                };
            };
        };
        responses: {
            200: components["responses"]["Clock"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    advanceClock: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Milliseconds to advance it by. */
                    ms: number;
                    /**
                     * @description How many replies must wait for the clock before.
                     * @default 0
                     */
                    waiting?: number;
                    /**
                     * @description How many milliseconds of real time to wait for them at most.
                     * @default 5000
                     */
                    within?: number;
                };
            };
        };
        responses: {
            200: components["responses"]["Clock"];
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /** @description The clock runs, or too few replies wait for it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Error"];
                };
            };
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    listNotices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description One notice for each file, until it can be loaded again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Notice"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stub is alive. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Condition"];
                };
            };
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The stub takes requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Condition"];
                };
            };
            /** @description The stub does not take requests. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Condition"];
                };
            };
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            404: components["responses"]["NotFound"];
        };
    };
    listRules: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All rules. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Rule"][];
                };
            };
        };
    };
    listAssumptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All assumptions. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assumption"][];
                };
            };
        };
    };
    listRequests: {
        parameters: {
            query?: {
                /**
                 * @description Number of entries at most.
                 * @example 10
                 */
                limit?: number;
                /**
                 * @description Only entries with a greater number.
                 * @example 120
                 */
                after?: number;
                /**
                 * @description Only requests that came from clients, from the console of the stub, or from a browser that asked by itself.
                 * @example client
                 */
                from?: "client" | "console" | "browser";
                /**
                 * @description Only requests for the operation with this id.
                 * @example createUseCase
                 */
                operation?: string;
                /**
                 * @description Only requests that were answered with this status.
                 * @example 400
                 */
                status?: number;
                /**
                 * @description Only requests with this verdict.
                 * @example refused
                 */
                verdict?: "accepted" | "refused" | "failed";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalEntry"][];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    forgetRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The journal is empty. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    streamRequests: {
        parameters: {
            query?: {
                /**
                 * @description Only entries with a greater number. A client that reconnects gives the last one that it has.
                 * @example 120
                 */
                after?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    markRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The mark. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Number of the latest request; 0 when there was none. */
                        mark: number;
                    };
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    searchRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["RequestQuery"];
            };
        };
        responses: {
            /** @description The entries, oldest first. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalEntry"][];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    waitForRequest: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    request: components["schemas"]["RequestQuery"];
                    /**
                     * @description How many milliseconds to wait at most.
                     * @default 5000
                     */
                    within?: number;
                };
            };
        };
        responses: {
            /** @description The first request that is as the query says. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JournalEntry"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            409: components["responses"]["Unmet"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    expectRequests: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    request?: components["schemas"]["RequestQuery"];
                    /** @description How many there are. Default: at least one. */
                    times?: number;
                    /** @description Requests in the order in which they must have come. */
                    inOrder?: components["schemas"]["RequestQuery"][];
                    /** @description A mark, for `inOrder`. */
                    since?: number;
                };
            };
        };
        responses: {
            /** @description The requests are as expected. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            409: components["responses"]["Unmet"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    getCoverage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Every operation with every status that the contract has or that was sent. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coverage"];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    searchUseCases: {
        parameters: {
            query?: {
                /**
                 * @description Only use cases that have this text in any value. Upper and lower case are the same.
                 * @example reception
                 */
                text?: string;
                /**
                 * @description Number of use cases at most.
                 * @example 10
                 */
                limit?: number;
                /**
                 * @description Number of use cases to skip.
                 * @example 100
                 */
                from?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The use cases of the page, and the number of all that match. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FoundUseCases"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    removeUseCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the use case.
                 * @example 66f2a1d05b3c9e7a41d80c12
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The use case is removed. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    fakeUseCase: {
        parameters: {
            query?: {
                /**
                 * @description Its language. Default: a random one.
                 * @example es-MX
                 */
                language?: string;
                /**
                 * @description The same number gives the same use case. Default: a random number.
                 * @example 7
                 */
                number?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The body. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Invalid"];
        };
    };
    listStates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The catalogue. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["State"][];
                };
            };
        };
    };
    leaveStates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All states have ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    listActiveStates: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its states, until they are left or have applied to as many requests as they should. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ActiveState"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    enterState: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Name of the state.
                 * @example a use case exists
                 */
                name: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": {
                    [key: string]: unknown;
                };
            };
        };
        responses: {
            /** @description Values of the state that a test needs, such as ids. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        [key: string]: unknown;
                    };
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    listScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scenarios that have not ended, in the order of their start. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunningScenario"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    startScenario: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Scenario"];
            };
        };
        responses: {
            /** @description The scenario, with its id. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunningScenario"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    endScenarios: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All scenarios have ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    endScenario: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /**
                 * @description Id of the scenario.
                 * @example 1
                 */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The scenario has ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    resetOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The organization is reset. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
    seedOrganization: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["Seed"];
            };
        };
        responses: {
            /** @description The ids of the new use cases. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Seeded"];
                };
            };
            400: components["responses"]["Invalid"];
            401: components["responses"]["Unauthorized"];
            429: components["responses"]["OverShare"];
            503: components["responses"]["NoRoom"];
        };
    };
}
