// Generated from the documents in openapi/ by "npm run generate". Do not edit.
import type { ContractData } from '../../contract.ts';

export const adminData = {
  "operations": [
    {
      "operationId": "describeStub",
      "method": "GET",
      "path": "/about",
      "summary": "Describe the stub",
      "secured": false,
      "schemes": [],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "Version, time of its start, and who may use these routes.",
          "headers": {},
          "examples": {
            "local": {
              "version": "0.2.0",
              "startedAt": "2026-11-22T08:00:00.000Z",
              "admin": "open",
              "validation": "standard"
            }
          }
        }
      }
    },
    {
      "operationId": "describeContract",
      "method": "GET",
      "path": "/contract",
      "summary": "Get the contract as OpenAPI",
      "secured": false,
      "schemes": [],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "An OpenAPI 3.1 document.",
          "headers": {},
          "examples": {
            "shortened": {
              "openapi": "3.1.0"
            }
          }
        }
      }
    },
    {
      "operationId": "listOrganizations",
      "method": "GET",
      "path": "/organizations",
      "summary": "List the organizations",
      "secured": true,
      "schemes": [
        "adminKey"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "At most 100 organizations.",
          "headers": {},
          "examples": {
            "one": [
              {
                "id": "5f1d7a3c9be2408a6f10c2d4",
                "key": "***9f3c",
                "name": "web",
                "seenAt": "2026-11-22T08:00:00.000Z"
              }
            ]
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "403": {
          "description": "The request is from a page of another origin, or lacks the key that this takes.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "This takes the key of the console"
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "revealKey",
      "method": "GET",
      "path": "/organizations/{id}/key",
      "summary": "Reveal the API key of an organization",
      "secured": true,
      "schemes": [
        "adminKey"
      ],
      "pathParameters": {
        "id": {
          "position": 0,
          "type": "string",
          "exactLength": false
        }
      },
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "The API key.",
          "headers": {},
          "examples": {
            "one": {
              "key": "sk_test_4711"
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "403": {
          "description": "The request is from a page of another origin, or lacks the key that this takes.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "This takes the key of the console"
            }
          }
        },
        "404": {
          "description": "There is no such thing.",
          "headers": {},
          "examples": {
            "no_state": {
              "message": "\"a usecase\" is not a state"
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "getClock",
      "method": "GET",
      "path": "/clock",
      "summary": "Get the time",
      "secured": true,
      "schemes": [
        "adminKey"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "What the clock shows.",
          "headers": {},
          "examples": {
            "frozen": {
              "now": "2026-11-22T08:00:00.000Z",
              "frozen": true,
              "waiting": 0
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "403": {
          "description": "The request is from a page of another origin, or lacks the key that this takes.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "This takes the key of the console"
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "setClock",
      "method": "PUT",
      "path": "/clock",
      "summary": "Freeze the clock, or let it run",
      "secured": true,
      "schemes": [
        "adminKey"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": {
        "required": true,
        "shape": {
          "properties": {
            "frozen": null
          }
        },
        "facts": {
          "frozen": {
            "position": 0,
            "type": "boolean",
            "exactLength": false
          }
        },
        "defaults": {},
        "conditions": {}
      },
      "responses": {
        "200": {
          "description": "What the clock shows.",
          "headers": {},
          "examples": {
            "frozen": {
              "now": "2026-11-22T08:00:00.000Z",
              "frozen": true,
              "waiting": 0
            }
          }
        },
        "400": {
          "description": "The request is wrong.",
          "headers": {},
          "examples": {
            "wrong": {
              "issues": [
                {
                  "code": "custom",
                  "path": [
                    "count"
                  ],
                  "message": "must be a whole number from 1 to 1000"
                }
              ],
              "name": "ZodError"
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "403": {
          "description": "The request is from a page of another origin, or lacks the key that this takes.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "This takes the key of the console"
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "advanceClock",
      "method": "POST",
      "path": "/clock/advance",
      "summary": "Advance the clock",
      "secured": true,
      "schemes": [
        "adminKey"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": {
        "required": true,
        "shape": {
          "properties": {
            "ms": null,
            "waiting": null,
            "within": null
          }
        },
        "facts": {
          "ms": {
            "position": 0,
            "type": "number",
            "exactLength": false
          },
          "waiting": {
            "position": 1,
            "type": "integer",
            "exactLength": false
          },
          "within": {
            "position": 2,
            "type": "integer",
            "exactLength": false
          }
        },
        "defaults": {
          "waiting": 0,
          "within": 5000
        },
        "conditions": {}
      },
      "responses": {
        "200": {
          "description": "What the clock shows.",
          "headers": {},
          "examples": {
            "frozen": {
              "now": "2026-11-22T08:00:00.000Z",
              "frozen": true,
              "waiting": 0
            }
          }
        },
        "400": {
          "description": "The request is wrong.",
          "headers": {},
          "examples": {
            "wrong": {
              "issues": [
                {
                  "code": "custom",
                  "path": [
                    "count"
                  ],
                  "message": "must be a whole number from 1 to 1000"
                }
              ],
              "name": "ZodError"
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "403": {
          "description": "The request is from a page of another origin, or lacks the key that this takes.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "This takes the key of the console"
            }
          }
        },
        "409": {
          "description": "The clock runs, or too few replies wait for it.",
          "headers": {},
          "examples": {
            "running": {
              "message": "The clock runs, so it cannot be advanced"
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "listNotices",
      "method": "GET",
      "path": "/notices",
      "summary": "List the errors of watched files",
      "secured": true,
      "schemes": [
        "adminKey"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "One notice for each file, until it can be loaded again.",
          "headers": {},
          "examples": {
            "one": [
              {
                "source": "fixtures.yaml",
                "message": "fixtures.yaml:3: /0/name must be a string",
                "at": "2026-11-22T08:00:00.000Z"
              }
            ]
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "403": {
          "description": "The request is from a page of another origin, or lacks the key that this takes.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "This takes the key of the console"
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "getHealth",
      "method": "GET",
      "path": "/health",
      "summary": "Tell whether the stub is alive",
      "secured": false,
      "schemes": [],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "The stub is alive.",
          "headers": {},
          "examples": {
            "ok": {
              "status": "ok"
            }
          }
        }
      }
    },
    {
      "operationId": "getReadiness",
      "method": "GET",
      "path": "/ready",
      "summary": "Tell whether the stub takes requests",
      "secured": false,
      "schemes": [],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "The stub takes requests.",
          "headers": {},
          "examples": {
            "ready": {
              "status": "ready"
            },
            "no_journal": {
              "status": "ready",
              "journal": "for 12 s requests could not be written to the journal; 80 wait, 0 were dropped"
            }
          }
        },
        "503": {
          "description": "The stub does not take requests.",
          "headers": {},
          "examples": {
            "draining": {
              "status": "draining"
            },
            "no_store": {
              "status": "store-unavailable",
              "message": "The database cannot be reached"
            }
          }
        }
      }
    },
    {
      "operationId": "getMetrics",
      "method": "GET",
      "path": "/metrics",
      "summary": "Get the metrics",
      "secured": false,
      "schemes": [],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "The metrics.",
          "headers": {},
          "examples": {}
        },
        "404": {
          "description": "There is no such thing.",
          "headers": {},
          "examples": {
            "no_state": {
              "message": "\"a usecase\" is not a state"
            }
          }
        }
      }
    },
    {
      "operationId": "listRules",
      "method": "GET",
      "path": "/rules",
      "summary": "List the rules",
      "secured": false,
      "schemes": [],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "All rules.",
          "headers": {},
          "examples": {
            "one": [
              {
                "id": "name-blank",
                "source": "assumed",
                "fields": [
                  "name"
                ],
                "explanation": "A name of nothing but white space cannot be told from no name.",
                "enforced": false,
                "assumption": "name-blank",
                "value": "taken",
                "standing": "assumed"
              }
            ]
          }
        }
      }
    },
    {
      "operationId": "listAssumptions",
      "method": "GET",
      "path": "/assumptions",
      "summary": "List the assumptions",
      "secured": false,
      "schemes": [],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "All assumptions.",
          "headers": {},
          "examples": {
            "one": [
              {
                "id": "missing-key",
                "about": "authorization",
                "value": "400-zod",
                "standing": "chosen",
                "sentence": "It gets 400 with a ZodError at [\"authorization\"].",
                "source": "successor",
                "default": "401",
                "alternatives": [
                  "400-zod"
                ],
                "replies": []
              }
            ]
          }
        }
      }
    },
    {
      "operationId": "listRequests",
      "method": "GET",
      "path": "/requests",
      "summary": "List the latest requests",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {
        "limit": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000,
          "default": 100
        },
        "after": {
          "type": "integer",
          "minimum": 0
        },
        "from": {
          "type": "string",
          "enum": [
            "client",
            "console",
            "browser"
          ]
        },
        "operation": {
          "type": "string"
        },
        "status": {
          "type": "integer"
        },
        "verdict": {
          "type": "string",
          "enum": [
            "accepted",
            "refused",
            "failed"
          ]
        }
      },
      "body": null,
      "responses": {
        "200": {
          "description": "The entries.",
          "headers": {},
          "examples": {
            "none": []
          }
        },
        "400": {
          "description": "The request is wrong.",
          "headers": {},
          "examples": {
            "wrong": {
              "issues": [
                {
                  "code": "custom",
                  "path": [
                    "count"
                  ],
                  "message": "must be a whole number from 1 to 1000"
                }
              ],
              "name": "ZodError"
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "forgetRequests",
      "method": "DELETE",
      "path": "/requests",
      "summary": "Empty the journal",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "204": {
          "description": "The journal is empty.",
          "headers": {},
          "examples": {}
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "streamRequests",
      "method": "GET",
      "path": "/requests/stream",
      "summary": "Follow the requests",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {
        "after": {
          "type": "integer",
          "minimum": 0,
          "default": 0
        }
      },
      "body": null,
      "responses": {
        "200": {
          "description": "The events.",
          "headers": {},
          "examples": {}
        },
        "400": {
          "description": "The request is wrong.",
          "headers": {},
          "examples": {
            "wrong": {
              "issues": [
                {
                  "code": "custom",
                  "path": [
                    "count"
                  ],
                  "message": "must be a whole number from 1 to 1000"
                }
              ],
              "name": "ZodError"
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "markRequests",
      "method": "GET",
      "path": "/requests/mark",
      "summary": "Mark the end of the journal",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "The mark.",
          "headers": {},
          "examples": {
            "twelve": {
              "mark": 12
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "searchRequests",
      "method": "POST",
      "path": "/requests/search",
      "summary": "Search the requests of the client",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": {
        "required": false,
        "shape": {
          "properties": {
            "operation": null,
            "verdict": null,
            "status": null,
            "headers": null,
            "body": null,
            "since": null
          }
        },
        "facts": {
          "operation": {
            "position": 0,
            "type": "string",
            "exactLength": false
          },
          "verdict": {
            "position": 1,
            "type": "string",
            "exactLength": false
          },
          "status": {
            "position": 2,
            "type": "integer",
            "exactLength": false
          },
          "headers": {
            "position": 3,
            "type": "object",
            "exactLength": false
          },
          "body": {
            "position": 4,
            "type": "unknown",
            "exactLength": false
          },
          "since": {
            "position": 5,
            "type": "integer",
            "exactLength": false
          }
        },
        "defaults": {},
        "conditions": {}
      },
      "responses": {
        "200": {
          "description": "The entries, oldest first.",
          "headers": {},
          "examples": {
            "none": []
          }
        },
        "400": {
          "description": "The request is wrong.",
          "headers": {},
          "examples": {
            "wrong": {
              "issues": [
                {
                  "code": "custom",
                  "path": [
                    "count"
                  ],
                  "message": "must be a whole number from 1 to 1000"
                }
              ],
              "name": "ZodError"
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "waitForRequest",
      "method": "POST",
      "path": "/requests/wait",
      "summary": "Wait for a request of the client",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": {
        "required": true,
        "shape": {
          "properties": {
            "request": {
              "properties": {
                "operation": null,
                "verdict": null,
                "status": null,
                "headers": null,
                "body": null,
                "since": null
              }
            },
            "within": null
          }
        },
        "facts": {
          "request": {
            "position": 0,
            "type": "object",
            "exactLength": false
          },
          "within": {
            "position": 1,
            "type": "integer",
            "exactLength": false
          }
        },
        "defaults": {
          "within": 5000
        },
        "conditions": {}
      },
      "responses": {
        "200": {
          "description": "The first request that is as the query says.",
          "headers": {},
          "examples": {}
        },
        "400": {
          "description": "The request is wrong.",
          "headers": {},
          "examples": {
            "wrong": {
              "issues": [
                {
                  "code": "custom",
                  "path": [
                    "count"
                  ],
                  "message": "must be a whole number from 1 to 1000"
                }
              ],
              "name": "ZodError"
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "409": {
          "description": "The requests are not as expected.",
          "headers": {},
          "examples": {
            "none": {
              "message": "Expected a request within 2000 ms: createUseCase\n\nThe client sent no request.",
              "expected": {
                "operation": "createUseCase"
              },
              "nearest": [],
              "received": []
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "expectRequests",
      "method": "POST",
      "path": "/requests/expect",
      "summary": "Expect requests of the client",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": {
        "required": true,
        "shape": {
          "properties": {
            "request": {
              "properties": {
                "operation": null,
                "verdict": null,
                "status": null,
                "headers": null,
                "body": null,
                "since": null
              }
            },
            "times": null,
            "inOrder": {
              "items": {
                "properties": {
                  "operation": null,
                  "verdict": null,
                  "status": null,
                  "headers": null,
                  "body": null,
                  "since": null
                }
              }
            },
            "since": null
          }
        },
        "facts": {
          "request": {
            "position": 0,
            "type": "object",
            "exactLength": false
          },
          "times": {
            "position": 1,
            "type": "integer",
            "exactLength": false
          },
          "inOrder": {
            "position": 2,
            "type": "array",
            "exactLength": false
          },
          "since": {
            "position": 3,
            "type": "integer",
            "exactLength": false
          }
        },
        "defaults": {},
        "conditions": {}
      },
      "responses": {
        "204": {
          "description": "The requests are as expected.",
          "headers": {},
          "examples": {}
        },
        "400": {
          "description": "The request is wrong.",
          "headers": {},
          "examples": {
            "wrong": {
              "issues": [
                {
                  "code": "custom",
                  "path": [
                    "count"
                  ],
                  "message": "must be a whole number from 1 to 1000"
                }
              ],
              "name": "ZodError"
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "409": {
          "description": "The requests are not as expected.",
          "headers": {},
          "examples": {
            "none": {
              "message": "Expected a request within 2000 ms: createUseCase\n\nThe client sent no request.",
              "expected": {
                "operation": "createUseCase"
              },
              "nearest": [],
              "received": []
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "getCoverage",
      "method": "GET",
      "path": "/coverage",
      "summary": "Get the coverage",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "Every operation with every status that the contract has or that was sent.",
          "headers": {},
          "examples": {
            "one": {
              "since": "2026-11-22T08:00:00.000Z",
              "operations": [
                {
                  "operationId": "createUseCase",
                  "method": "POST",
                  "path": "/use-cases",
                  "summary": "Create a use case",
                  "statuses": [
                    {
                      "status": 200,
                      "documented": true,
                      "description": "Created",
                      "seen": 3
                    }
                  ]
                }
              ],
              "assumptions": [
                {
                  "assumption": "missing-key",
                  "value": "400-zod",
                  "isDefault": false,
                  "standing": "chosen"
                }
              ]
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "searchUseCases",
      "method": "GET",
      "path": "/use-cases",
      "summary": "Search the use cases",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {
        "text": {
          "type": "string"
        },
        "limit": {
          "type": "integer",
          "minimum": 1,
          "maximum": 1000,
          "default": 100
        },
        "from": {
          "type": "integer",
          "minimum": 0,
          "default": 0
        }
      },
      "body": null,
      "responses": {
        "200": {
          "description": "The use cases of the page, and the number of all that match.",
          "headers": {},
          "examples": {
            "none": {
              "total": 0,
              "useCases": []
            }
          }
        },
        "400": {
          "description": "The request is wrong.",
          "headers": {},
          "examples": {
            "wrong": {
              "issues": [
                {
                  "code": "custom",
                  "path": [
                    "count"
                  ],
                  "message": "must be a whole number from 1 to 1000"
                }
              ],
              "name": "ZodError"
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "removeUseCase",
      "method": "DELETE",
      "path": "/use-cases/{id}",
      "summary": "Remove a use case",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {
        "id": {
          "position": 0,
          "type": "string",
          "exactLength": false
        }
      },
      "queryParameters": {},
      "body": null,
      "responses": {
        "204": {
          "description": "The use case is removed.",
          "headers": {},
          "examples": {}
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "404": {
          "description": "There is no such thing.",
          "headers": {},
          "examples": {
            "no_state": {
              "message": "\"a usecase\" is not a state"
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "fakeUseCase",
      "method": "GET",
      "path": "/fake",
      "summary": "Generate a realistic use case",
      "secured": false,
      "schemes": [],
      "pathParameters": {},
      "queryParameters": {
        "language": {
          "type": "string"
        },
        "number": {
          "type": "integer",
          "minimum": 0,
          "maximum": 4294967295
        }
      },
      "body": null,
      "responses": {
        "200": {
          "description": "The body.",
          "headers": {},
          "examples": {
            "shortened": {
              "name": "Night desk"
            }
          }
        },
        "400": {
          "description": "The request is wrong.",
          "headers": {},
          "examples": {
            "wrong": {
              "issues": [
                {
                  "code": "custom",
                  "path": [
                    "count"
                  ],
                  "message": "must be a whole number from 1 to 1000"
                }
              ],
              "name": "ZodError"
            }
          }
        }
      }
    },
    {
      "operationId": "listStates",
      "method": "GET",
      "path": "/states",
      "summary": "List the catalogue of states",
      "secured": false,
      "schemes": [],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "The catalogue.",
          "headers": {},
          "examples": {
            "one": [
              {
                "name": "the API is slow",
                "description": "Every answer comes late.",
                "parameters": {
                  "ms": {
                    "type": "whole number from 0 to 60000",
                    "meaning": "milliseconds"
                  }
                },
                "values": [
                  "ms"
                ],
                "replacesUseCases": false
              }
            ]
          }
        }
      }
    },
    {
      "operationId": "leaveStates",
      "method": "DELETE",
      "path": "/states",
      "summary": "End all states",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "204": {
          "description": "All states have ended.",
          "headers": {},
          "examples": {}
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "listActiveStates",
      "method": "GET",
      "path": "/states/active",
      "summary": "List the states that the organization is in",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "Its states, until they are left or have applied to as many requests as they should.",
          "headers": {},
          "examples": {
            "failing": [
              {
                "name": "the API is failing",
                "since": "2026-11-22T08:00:00.000Z",
                "left": 2,
                "values": {
                  "status": 503
                }
              }
            ]
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "enterState",
      "method": "PUT",
      "path": "/states/{name}",
      "summary": "Put the organization into a state",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {
        "name": {
          "position": 0,
          "type": "string",
          "exactLength": false
        }
      },
      "queryParameters": {},
      "body": {
        "required": false,
        "shape": null,
        "facts": {},
        "defaults": {},
        "conditions": {}
      },
      "responses": {
        "200": {
          "description": "Values of the state that a test needs, such as ids.",
          "headers": {},
          "examples": {
            "night_desk": {
              "id": "66f2a1d05b3c9e7a41d80c12"
            }
          }
        },
        "400": {
          "description": "The request is wrong.",
          "headers": {},
          "examples": {
            "wrong": {
              "issues": [
                {
                  "code": "custom",
                  "path": [
                    "count"
                  ],
                  "message": "must be a whole number from 1 to 1000"
                }
              ],
              "name": "ZodError"
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "404": {
          "description": "There is no such thing.",
          "headers": {},
          "examples": {
            "no_state": {
              "message": "\"a usecase\" is not a state"
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "listScenarios",
      "method": "GET",
      "path": "/scenarios",
      "summary": "List the scenarios",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "200": {
          "description": "The scenarios that have not ended, in the order of their start.",
          "headers": {},
          "examples": {
            "none": []
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "startScenario",
      "method": "POST",
      "path": "/scenarios",
      "summary": "Make the API misbehave",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": {
        "required": true,
        "shape": {
          "properties": {
            "status": null,
            "example": null,
            "body": null,
            "headers": null,
            "delay": {
              "properties": {
                "distribution": null,
                "ms": null,
                "from": null,
                "to": null,
                "median": null,
                "sigma": null
              }
            },
            "fault": null,
            "because": null,
            "match": {
              "properties": {
                "operation": null,
                "header": {
                  "properties": {
                    "name": null,
                    "value": null
                  }
                },
                "body": null
              }
            },
            "steps": {
              "items": {
                "properties": {
                  "status": null,
                  "example": null,
                  "body": null,
                  "headers": null,
                  "delay": {
                    "properties": {
                      "distribution": null,
                      "ms": null,
                      "from": null,
                      "to": null,
                      "median": null,
                      "sigma": null
                    }
                  },
                  "fault": null,
                  "times": null
                }
              }
            },
            "outsideContract": null,
            "times": null,
            "probability": null,
            "seed": null
          }
        },
        "facts": {
          "status": {
            "position": 0,
            "type": "integer",
            "exactLength": false
          },
          "example": {
            "position": 1,
            "type": "string",
            "exactLength": false
          },
          "body": {
            "position": 2,
            "type": "unknown",
            "exactLength": false
          },
          "headers": {
            "position": 3,
            "type": "object",
            "exactLength": false
          },
          "delay": {
            "position": 4,
            "type": "object",
            "exactLength": false
          },
          "fault": {
            "position": 5,
            "type": "string",
            "exactLength": false
          },
          "because": {
            "position": 6,
            "type": "string",
            "exactLength": false
          },
          "match": {
            "position": 7,
            "type": "object",
            "exactLength": false
          },
          "steps": {
            "position": 8,
            "type": "array",
            "exactLength": false
          },
          "outsideContract": {
            "position": 9,
            "type": "boolean",
            "exactLength": false
          },
          "times": {
            "position": 10,
            "type": "integer",
            "exactLength": false
          },
          "probability": {
            "position": 11,
            "type": "number",
            "exactLength": false
          },
          "seed": {
            "position": 12,
            "type": "integer",
            "exactLength": false
          }
        },
        "defaults": {},
        "conditions": {}
      },
      "responses": {
        "201": {
          "description": "The scenario, with its id.",
          "headers": {},
          "examples": {
            "fails_twice": {
              "id": "1",
              "because": "status 503 on createUseCase",
              "match": {
                "operation": "createUseCase"
              },
              "status": 503,
              "times": 2,
              "left": 2
            }
          }
        },
        "400": {
          "description": "The request is wrong.",
          "headers": {},
          "examples": {
            "wrong": {
              "issues": [
                {
                  "code": "custom",
                  "path": [
                    "count"
                  ],
                  "message": "must be a whole number from 1 to 1000"
                }
              ],
              "name": "ZodError"
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "endScenarios",
      "method": "DELETE",
      "path": "/scenarios",
      "summary": "End all scenarios",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "204": {
          "description": "All scenarios have ended.",
          "headers": {},
          "examples": {}
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "endScenario",
      "method": "DELETE",
      "path": "/scenarios/{id}",
      "summary": "End one scenario",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {
        "id": {
          "position": 0,
          "type": "string",
          "exactLength": false
        }
      },
      "queryParameters": {},
      "body": null,
      "responses": {
        "204": {
          "description": "The scenario has ended.",
          "headers": {},
          "examples": {}
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "404": {
          "description": "There is no such thing.",
          "headers": {},
          "examples": {
            "no_state": {
              "message": "\"a usecase\" is not a state"
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "resetOrganization",
      "method": "POST",
      "path": "/reset",
      "summary": "Reset the organization",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": null,
      "responses": {
        "204": {
          "description": "The organization is reset.",
          "headers": {},
          "examples": {}
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    },
    {
      "operationId": "seedOrganization",
      "method": "POST",
      "path": "/seed",
      "summary": "Fill the organization with realistic use cases",
      "secured": true,
      "schemes": [
        "apiKey",
        "organization"
      ],
      "pathParameters": {},
      "queryParameters": {},
      "body": {
        "required": false,
        "shape": {
          "properties": {
            "count": null,
            "language": null
          }
        },
        "facts": {
          "count": {
            "position": 0,
            "type": "integer",
            "exactLength": false
          },
          "language": {
            "position": 1,
            "type": "string",
            "exactLength": false
          }
        },
        "defaults": {
          "count": 12
        },
        "conditions": {}
      },
      "responses": {
        "200": {
          "description": "The ids of the new use cases.",
          "headers": {},
          "examples": {
            "one": {
              "id": "66f2a1d05b3c9e7a41d80c12",
              "ids": [
                "66f2a1d05b3c9e7a41d80c12"
              ],
              "count": 1
            }
          }
        },
        "400": {
          "description": "The request is wrong.",
          "headers": {},
          "examples": {
            "wrong": {
              "issues": [
                {
                  "code": "custom",
                  "path": [
                    "count"
                  ],
                  "message": "must be a whole number from 1 to 1000"
                }
              ],
              "name": "ZodError"
            }
          }
        },
        "401": {
          "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
          "headers": {},
          "examples": {
            "no_key": {
              "message": "Send your API key as \"authorization: Bearer API_KEY\""
            }
          }
        },
        "429": {
          "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "streams": {
              "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
            }
          }
        },
        "503": {
          "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
          "headers": {
            "retry-after": "1"
          },
          "examples": {
            "full": {
              "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
            }
          }
        }
      }
    }
  ],
  "assumedValues": {},
  "enumerations": {
    "Standing": [
      "assumed",
      "chosen",
      "confirmed",
      "refuted"
    ],
    "FindingStanding": [
      "documented",
      "assumed",
      "chosen",
      "confirmed",
      "refuted"
    ]
  }
} as const satisfies ContractData;
