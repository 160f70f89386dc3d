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
         * Tell what this stub is
         * @description What its console has to know before it asks for anything else.
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
         * @description All operations that are served, those of `--spec` included, in JSON.
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
         * @description Those that were seen lately, the latest first. Their API keys are masked.
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
    "/notices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what is wrong with the files that the stub follows
         * @description A contract or fixtures that `--watch` could not take over. The last good ones are served on.
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
         * @description Answers as long as the process does, whatever the store is like.
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
         * @description It does not while its store cannot be reached, nor once it has been told to stop.
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
         * Measure the stub
         * @description In the text format of Prometheus. Nothing in it tells organizations apart.
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
         * @description What a request is held against beyond the contract's schemas, each with its source.
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
    "/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the latest requests
         * @description The journal of the organization, newest first.
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
         *     the running scenarios and `notices` the notices whenever they change. Every ten seconds at least a comment shows that the line is alive.
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
    "/coverage": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell what has been exercised
         * @description How often each operation was answered with each status, to the organization, since the start.
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
         * @description Newest first. Leaves no trace in the journal.
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
         * Make up a realistic use case
         * @description A body for a create. Nothing is stored.
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
         * @description Every situation that an organization can be put into, with its parameters.
         */
        get: operations["listStates"];
        put?: never;
        post?: never;
        /**
         * End all states
         * @description The organization is again as it was at the beginning. Its journal is kept.
         */
        delete: operations["leaveStates"];
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
         * @description On top of those that it is in. The parameters are the body. Doing so twice is the same as once.
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
         * @description The misbehaviour that is planned for the organization, states' own included.
         */
        get: operations["listScenarios"];
        put?: never;
        /**
         * Make the API misbehave
         * @description Starts a scenario; one of the same reason gives way to it. At most 100 run at once.
         */
        post: operations["startScenario"];
        /**
         * End all scenarios
         * @description The API behaves again towards the organization.
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
         * @description The others go on.
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
         * Put the organization back to its beginning
         * @description Use cases, states, scenarios and journal. No other organization notices.
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
         * @description They take the place of all that it has.
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
        /** @description How the stub is. */
        Condition: {
            /**
             * @description In a word.
             * @enum {string}
             */
            status: "ok" | "ready" | "draining" | "store-unavailable";
            /** @description Why. */
            message?: string;
        };
        /** @description What a stub is. */
        About: {
            /** @description Version of use-case-stub. */
            version: string;
            /** @description When it was started (ISO 8601). */
            startedAt: string;
            /**
             * @description Whether these routes are open, want the admin key, or are switched off.
             * @enum {string}
             */
            admin: "open" | "key" | "off";
            /**
             * @description How requests are validated.
             * @enum {string}
             */
            validation: "strict" | "standard" | "warn" | "off";
        };
        /** @description An organization that was seen. */
        OrganizationSummary: {
            /** @description Its id, for `stub-organization`. */
            id: string;
            /** @description Its API key, masked. */
            key: string;
            /** @description What `--api-key` calls it. */
            name?: string;
            /** @description When it last sent a request (ISO 8601). */
            seenAt: string;
        };
        /** @description A file that could not be taken over. */
        Notice: {
            /** @description The file. */
            source: string;
            /** @description What is wrong, and where. */
            message: string;
            /** @description When it was noticed (ISO 8601). */
            at: string;
        };
        /** @description What has been exercised. */
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
                /** @description By status. */
                statuses: {
                    /** @description The status. */
                    status: number;
                    /** @description Whether the contract has it. */
                    documented: boolean;
                    /** @description What the contract says of it. */
                    description?: string;
                    /** @description How often it was answered. */
                    seen: number;
                }[];
            }[];
        };
        /** @description A page of use cases. */
        FoundUseCases: {
            /** @description How many match. */
            total: number;
            /** @description Those of this page. */
            useCases: {
                [key: string]: unknown;
            }[];
        };
        /** @description Something that a request must satisfy. */
        Rule: {
            /** @description Names the rule in warnings. */
            id: string;
            /** @description Where it comes from. */
            source: string;
            /** @description The fields that it looks at. */
            fields: string[];
            /** @description What it wants, and why. */
            explanation: string;
            /** @description Whether a request is refused for it at any level. */
            enforced: boolean;
        };
        /** @description A request and what came of it. */
        JournalEntry: {
            /** @description Counts the requests, from 1. */
            number: number;
            /** @description When it came in (ISO 8601). */
            time: string;
            /** @description As `x-request-id` in the reply and in the log. */
            requestId: string;
            /** @description Its method. */
            method: string;
            /** @description Its target, with secrets masked. */
            url: string;
            /** @description The operation, if it is one. */
            operationId?: string;
            /**
             * @description What came of it.
             * @enum {string}
             */
            verdict: "accepted" | "refused" | "failed";
            /** @description Status of the reply. */
            status: number;
            /** @description Id in the catalogue of errors. */
            error?: string;
            /** @description Why the API misbehaved towards it, as `stub-state` in the reply. */
            misbehaving?: string;
            /**
             * @description How the answer was broken, as planned.
             * @enum {string}
             */
            fault?: "reset" | "empty" | "truncated" | "malformed" | "slow";
            /**
             * @description Set when the client hung up before it was answered.
             * @constant
             */
            clientGone?: true;
            /** @description Time from the end of its head to the reply. */
            milliseconds: number;
            /** @description Why it was refused. */
            issues: components["schemas"]["JournalIssue"][];
            /** @description What is odd about it. */
            warnings: components["schemas"]["JournalWarning"][];
            /** @description Its headers, with secrets masked. */
            headers: {
                [key: string]: string;
            };
            /** @description Its body, cut to 16,384 characters. */
            body?: string;
            /** @description The reply's body, cut likewise. */
            reply?: string;
        };
        /** @description Why a request was refused, as zod writes it; there may be more properties. */
        JournalIssue: {
            /** @description The kind of issue. */
            code: string;
            /** @description Where it is, key by key. */
            path: (string | number)[];
            /** @description What is wrong. */
            message: string;
        } & {
            [key: string]: unknown;
        };
        /** @description What is odd about a request. */
        JournalWarning: {
            /** @description Id of the rule. */
            rule: string;
            /** @description Where it is, key by key. */
            path: (string | number)[];
            /** @description What is odd. */
            message: string;
            /** @description What may have been meant. */
            suggestion?: string;
        };
        /** @description A situation that an organization can be put into. */
        State: {
            /** @description Its name. */
            name: string;
            /** @description What it does. */
            description: string;
            /** @description What it takes, by name. */
            parameters: {
                [key: string]: {
                    /** @description What values it takes, in words. */
                    type: string;
                    /** @description What it means. */
                    meaning?: string;
                };
            };
            /** @description Names of what it answers. */
            values: string[];
        };
        /** @description Which requests are meant. All that is named has to be so. */
        Match: {
            /** @description Id of the operation in the contract. */
            operation?: string;
            /** @description A header that the request must have. */
            header?: {
                /** @description Its name, in any case. */
                name: string;
                /** @description Its value, if that matters. */
                value?: string;
            };
            /** @description What the body must have in it, at any rate. */
            body?: unknown;
        };
        /** @description How long answers wait, in milliseconds. */
        Delay: {
            /**
             * @description A fixed time, one between two, or one as latencies really are.
             * @enum {string}
             */
            distribution: "fixed" | "uniform" | "log-normal";
            /** @description The time, for `fixed`. */
            ms?: number;
            /** @description The shortest time, for `uniform`. */
            from?: number;
            /** @description The longest time, for `uniform`. */
            to?: number;
            /** @description What half of the times are below, for `log-normal`. */
            median?: number;
            /** @description How far the others spread, for `log-normal`. */
            sigma?: number;
        };
        /** @description A planned misbehaviour. */
        Scenario: {
            /** @description A reason, which replies repeat. */
            because?: string;
            match?: components["schemas"]["Match"];
            /** @description Answer with this status of the contract. */
            status?: number;
            delay?: components["schemas"]["Delay"];
            /**
             * @description How the answer is broken: the connection is reset, closed without a word, or closed in the middle of the
             *     body; the body is not JSON; or it comes in drops.
             * @enum {string}
             */
            fault?: "reset" | "empty" | "truncated" | "malformed" | "slow";
            /** @description For so many requests; until ended, if not given. */
            times?: number;
            /** @description How likely a request is hit. */
            probability?: number;
            /** @description What decides which ones are. */
            seed?: number;
        };
        /** @description A scenario that has been started. */
        RunningScenario: components["schemas"]["Scenario"] & {
            /** @description Names it. */
            id: string;
            /** @description How many requests it still applies to; null for all. */
            left: number | null;
            /** @description Headers that a state adds to the answer. */
            headers?: {
                [key: string]: string;
            };
            /** @description Whether a state makes the API key unknown. */
            keyUnknown?: boolean;
        };
        /** @description What to fill an organization with. */
        Seed: {
            /**
             * @description How many.
             * @default 12
             */
            count?: number;
            /** @description All in this language; a mix, if not given. */
            language?: string;
        };
        /** @description What was put in. */
        Seeded: {
            /** @description The first id. */
            id?: string;
            /** @description All ids. */
            ids: string[];
            /** @description How many. */
            count: number;
        };
        /** @description An error other than an invalid request. */
        Error: {
            /** @description What went wrong. */
            message: string;
        };
        /** @description A serialised ZodError, as the API has them. */
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
        /** @description The request is wrong. */
        Invalid: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description There is no API key, or none that is known; or the admin key is missing or wrong. */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description A page of another origin asks, or a client that is not on the same machine. */
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
            /** @description At most a hundred. */
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
            /** @description One for each file, until it is mended. */
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
            /** @description It is. */
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
            /** @description It does. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Condition"];
                };
            };
            /** @description It does not. */
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
    listRequests: {
        parameters: {
            query?: {
                /**
                 * @description How many at most.
                 * @example 10
                 */
                limit?: number;
                /**
                 * @description Only of this operation, by its id.
                 * @example createUseCase
                 */
                operation?: string;
                /**
                 * @description Only those answered with this status.
                 * @example 400
                 */
                status?: number;
                /**
                 * @description Only those with this verdict.
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
            /** @description It is empty. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    streamRequests: {
        parameters: {
            query?: {
                /**
                 * @description Only entries with a greater number; what a client that comes back has seen already.
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
            /** @description Every operation of the contract with every status that it can have or has had. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Coverage"];
                };
            };
            401: components["responses"]["Unauthorized"];
        };
    };
    searchUseCases: {
        parameters: {
            query?: {
                /**
                 * @description Only those that have this in any value, in any case.
                 * @example reception
                 */
                text?: string;
                /**
                 * @description How many at most.
                 * @example 10
                 */
                limit?: number;
                /**
                 * @description How many to leave out before.
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
            /** @description The use cases, and how many there are altogether. */
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
            /** @description It is gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
        };
    };
    fakeUseCase: {
        parameters: {
            query?: {
                /**
                 * @description Its language; any, if not given.
                 * @example es-MX
                 */
                language?: string;
                /**
                 * @description The same number gives the same use case; each time another one, if not given.
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
            /** @description It is. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
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
            /** @description What a test needs to know of the state, such as ids. */
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
            /** @description Those that still apply, in the order of their start. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RunningScenario"][];
                };
            };
            401: components["responses"]["Unauthorized"];
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
            /** @description It does. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
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
            /** @description It is over. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
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
            /** @description It is as it was. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            401: components["responses"]["Unauthorized"];
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
            /** @description Their ids. */
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
        };
    };
}
