// Generated from the documents in openapi/ by "npm run generate". Do not edit.
export interface paths {
    "/use-cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List use cases
         * @description Answers every use case of the organization that owns the API key, oldest first, as a bare array.
         *     No paging is documented. That the order is the order of creation is assumed.
         */
        get: operations["listUseCases"];
        put?: never;
        /**
         * Create a use case
         * @description Adds a use case to the organization that owns the API key and answers it whole, with its new id.
         */
        post: operations["createUseCase"];
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
                /** @description Identifies the use case; a MongoDB ObjectId by its length. */
                id: string;
            };
            cookie?: never;
        };
        /**
         * Get a use case
         * @description Answers one use case of the organization that owns the API key.
         */
        get: operations["getUseCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Update a use case
         * @description Changes the fields that the body names and leaves the others as they are. The result must be a use case
         *     that could have been created. A field that is sent replaces the stored value whole; lists are not merged.
         */
        patch: operations["updateUseCase"];
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description The fields that a client may set, on create as well as on update. Unknown properties are dropped. */
        UseCaseFields: {
            /**
             * @description What people call the use case.
             * @example Carrier Sales
             */
            name?: string;
            /**
             * @description Phone number that a call is handed to when something goes wrong.
             * @example +14155550134
             */
            transfer_number?: string;
            /** @description What the AI is to find out during the call. */
            extract_with_ai?: components["schemas"]["ExtractParameter"][];
            /** @description The outcomes by which finished calls are sorted. */
            classification_tags?: components["schemas"]["ClassificationTag"][];
            language?: components["schemas"]["Language"];
            /**
             * @description Work hours of each weekday. How a day is written is not documented.
             * @example {
             *       "monday": {
             *         "start": "08:00",
             *         "end": "17:00"
             *       },
             *       "tuesday": {
             *         "start": "08:00",
             *         "end": "17:00"
             *       }
             *     }
             */
            detailed_work_hours?: {
                [key: string]: unknown;
            };
            /**
             * @description When the working day begins, in the use case's time zone.
             * @example 08:00
             */
            work_start?: string;
            /**
             * @description When the working day ends, in the use case's time zone.
             * @example 17:00
             */
            work_end?: string;
            /**
             * @description Time zone of the work hours.
             * @example America/Chicago
             */
            timezone?: string;
            /** @description What callers hear outside the work hours. */
            generic_after_hours_message?: string;
            /** @description Whether the user interface shows hours day by day. */
            enable_detailed_work_hours?: boolean;
            /** @description Words that the transcriber should expect. */
            keywords?: string[];
            /** @description Webhooks that are called when the use case runs. */
            hooks?: components["schemas"]["Hook"][] | null;
            /**
             * @description Free-form parameters handed to the use case.
             * @example {
             *       "company_name": "Harbor Freight Brokers",
             *       "callback_number": "+14155550134"
             *     }
             */
            params?: {
                [key: string]: unknown;
            };
            /**
             * @description Turns on the detection of answering machines, without which the agent can neither hang up on machines
             *     nor find its way through phone menus.
             */
            amd?: boolean;
            /**
             * @description What to do when a machine answers: end the call, go on through its menu, or leave a message.
             *     Required once `amd` is on.
             * @enum {string}
             */
            amd_behavior?: "Hangup" | "Continue" | "Message";
            /**
             * @description Voicemail texts by language, spoken when `amd_behavior` is `Message`. A text may use the use case's
             *     parameters as `{{name}}`; that the keys are the platform's ten languages is assumed.
             * @example {
             *       "en-US": "Hi, this is {{company_name}}. Please call us back at {{callback_number}}."
             *     }
             */
            amd_messages?: {
                [key: string]: string;
            };
            /** @description Labels that reviewers can put on recorded samples. */
            sample_labels?: components["schemas"]["SampleLabel"][];
            /** @description Keeps the use case out of the user interface. */
            hidden?: boolean;
            /** @description Models that the use case is evaluated on. */
            evaluation_models?: string[];
            /**
             * @description Longest time a call may take, in minutes. A maximum set on a single call wins over it; where neither
             *     is set, a call ends after 10 minutes.
             */
            max_duration_mins?: number;
            /** @description Announces on incoming calls that the call is recorded. */
            recorded_message_inbound?: boolean;
            /** @description Announces on outgoing calls that the call is recorded. */
            recorded_message_outbound?: boolean;
            /** @description Shows on the call screen who originally called. */
            show_original_caller_id?: boolean;
        };
        /**
         * @description Body of create. Only `name` is required. Once machine detection is on, the use case must say what to do
         *     when a machine answers.
         */
        UseCaseCreate: components["schemas"]["UseCaseFields"] & {
            name: string;
            /** @default en-US */
            language?: unknown;
            /** @default 10 */
            max_duration_mins?: unknown;
        };
        /** @description Body of update. Everything is optional; what is left out stays as it is. */
        UseCaseUpdate: components["schemas"]["UseCaseFields"] & components["schemas"]["UseCaseSettings"];
        /** @description A use case as the API answers it. */
        UseCase: {
            /**
             * @description Identifies the use case.
             * @example 66f2a1d05b3c9e7a41d80c12
             */
            id: string;
            /**
             * @description Identifies the organization that owns the use case.
             * @example 64b8f0c2a9d37e51c0aa4f18
             */
            organization_id: string;
        } & components["schemas"]["UseCaseFields"] & components["schemas"]["UseCaseSettings"];
        /** @description What can be changed on an existing use case, but is not part of the page on creating one. */
        UseCaseSettings: {
            /** @description Keeps the agent on the line however often it had to remind the caller to speak. */
            disable_end_call_after_n_reminders?: boolean;
        };
        /**
         * @description Language that the agent speaks by preference.
         * @enum {string}
         */
        Language: "en-US" | "en-GB" | "es-MX" | "es-ES" | "pt-PT" | "de-DE" | "fr-FR" | "pl-PL" | "ro-RO" | "it-IT";
        /** @description One thing that the AI is to find out. */
        ExtractParameter: {
            /** @description Key under which the value is reported. */
            name?: string;
            /** @description What the AI should look for. */
            description?: string;
            /** @description Type of the value. Only `string` is shown in the reference; the others are assumed. */
            type?: string;
            /** @description A value as it might be found. */
            example?: string;
            /** @description Whether the agent must not end the call without it. */
            required?: boolean;
        };
        /** @description One outcome that a call can have. */
        ClassificationTag: {
            /** @description Name of the outcome. */
            name?: string;
            /** @description When the outcome applies. */
            description?: string;
        };
        /** @description A webhook. */
        Hook: {
            /** @description Address that is called. */
            url?: string;
            /** @description Headers sent along with each call. */
            headers?: components["schemas"]["HookHeader"][];
        };
        /** @description One header of a webhook call. */
        HookHeader: {
            /** @description Name of the header. */
            key?: string;
            /** @description Value of the header. */
            value?: string;
        };
        /** @description A label for recorded samples. */
        SampleLabel: {
            /** @description Text of the label. */
            name?: string;
            /** @description Colour of the label. Only `slate` is shown in the reference; the other palette names are assumed. */
            color?: string;
        };
        /** @description A serialised ZodError. Lists everything that is wrong with the request. */
        ValidationError: {
            /** @description One entry for each thing that is wrong. */
            issues: components["schemas"]["Issue"][];
            /**
             * @description Name of the error class.
             * @constant
             */
            name: "ZodError";
        };
        /** @description One thing that is wrong. Which further properties it has depends on `code`. */
        Issue: {
            /**
             * @description What kind of mistake it is, in the terms of zod 3.
             * @enum {string}
             */
            code: "invalid_type" | "invalid_enum_value" | "invalid_literal" | "invalid_string" | "too_small" | "too_big" | "custom";
            /** @description Where the mistake is, key by key from the root. */
            path: (string | number)[];
            /** @description The mistake in words. */
            message: string;
            /** @description The type or literal that was expected. */
            expected?: unknown;
            /** @description The type or value that was found instead. */
            received?: unknown;
            /** @description The values that are allowed. */
            options?: unknown[];
            /** @description The smallest size or value that is allowed. */
            minimum?: number;
            /** @description The largest size or value that is allowed. */
            maximum?: number;
            /** @description What `minimum` or `maximum` measures. */
            type?: string;
            /** @description Whether the limit itself is allowed. */
            inclusive?: boolean;
            /** @description Whether exactly the limit is required. */
            exact?: boolean;
            /** @description What a text was held against, such as `regex`. */
            validation?: string;
            /** @description Further details of a custom issue; the stub names the broken rule here. */
            params?: {
                [key: string]: unknown;
            };
        };
        /** @description Any other error. */
        Error: {
            /** @description What went wrong, in words. */
            message: string;
        };
    };
    responses: {
        /** @description The body (or the id in the path) breaks a rule. */
        InvalidUseCase: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description The id in the path is not 24 characters long. */
        InvalidId: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description The request itself is malformed. */
        InvalidRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ValidationError"];
            };
        };
        /** @description The API key is missing, malformed or unknown. */
        Unauthorized: {
            headers: {
                /**
                 * @description The scheme to authenticate with.
                 * @example Bearer
                 */
                "WWW-Authenticate"?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The organization has no such use case. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The path exists, but not with this method. */
        MethodNotAllowed: {
            headers: {
                /**
                 * @description The methods that the path knows.
                 * @example GET, HEAD, POST, OPTIONS
                 */
                Allow?: string;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is larger than the server takes. */
        BodyTooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The body is not JSON. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The client sends requests faster than it may. */
        TooManyRequests: {
            headers: {
                /**
                 * @description Seconds to wait before the next attempt.
                 * @example 30
                 */
                "Retry-After"?: number;
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The server failed. */
        ServerError: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Error"];
            };
        };
        /** @description The server cannot answer at the moment. */
        Unavailable: {
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
    listUseCases: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All use cases of the organization. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UseCase"][];
                };
            };
            400: components["responses"]["InvalidRequest"];
            401: components["responses"]["Unauthorized"];
            405: components["responses"]["MethodNotAllowed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createUseCase: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UseCaseCreate"];
            };
        };
        responses: {
            /** @description The use case as it was stored. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UseCase"];
                };
            };
            400: components["responses"]["InvalidUseCase"];
            401: components["responses"]["Unauthorized"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getUseCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the use case; a MongoDB ObjectId by its length. */
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The use case. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UseCase"];
                };
            };
            400: components["responses"]["InvalidId"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateUseCase: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description Identifies the use case; a MongoDB ObjectId by its length. */
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UseCaseUpdate"];
            };
        };
        responses: {
            /** @description The use case as it stands after the change. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UseCase"];
                };
            };
            400: components["responses"]["InvalidUseCase"];
            401: components["responses"]["Unauthorized"];
            404: components["responses"]["NotFound"];
            405: components["responses"]["MethodNotAllowed"];
            413: components["responses"]["BodyTooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["ServerError"];
            503: components["responses"]["Unavailable"];
        };
    };
}
