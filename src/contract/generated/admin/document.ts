// Generated from the documents in openapi/ by "npm run generate". Do not edit.

export const document: object = {
  "openapi": "3.1.0",
  "jsonSchemaDialect": "https://json-schema.org/draft/2020-12/schema",
  "info": {
    "title": "Admin API of use-case-stub",
    "summary": "Put the stub into states, make it misbehave, and see what it was asked.",
    "description": "Stands beside the API under `/__stub`. What is about an organization acts on the one behind the API key of the\nrequest, and on no other. Clients that may see all organizations, because they have the admin key or that\nof the console, can name one by its id in the header `stub-organization` instead of its API key. For the console\nthe API is served below `/__stub/api/v1` as well, where it takes that header; at its own place it does not, so\nthat a proxy that passes on the API passes on nothing else. Errors have the form of the API's own, and a `stub-error` header.\n\nA browser is let in only from pages of the stub itself, and only by a host name that no other site can use.\n",
    "version": "1.0.0",
    "contact": {
      "name": "use-case-stub",
      "url": "https://www.npmjs.com/package/use-case-stub"
    },
    "license": {
      "name": "MIT",
      "url": "https://opensource.org/license/mit"
    }
  },
  "servers": [
    {
      "url": "http://localhost:4010/__stub",
      "description": "A stub on its default port."
    }
  ],
  "tags": [
    {
      "name": "Operator",
      "description": "About all organizations. Requires the admin key or, on a stub without one, the key of the console."
    },
    {
      "name": "Organization",
      "description": "About the organization behind the API key."
    },
    {
      "name": "Stub",
      "description": "About the stub as a whole."
    }
  ],
  "security": [
    {
      "apiKey": []
    },
    {
      "organization": []
    }
  ],
  "paths": {
    "/about": {
      "get": {
        "operationId": "describeStub",
        "summary": "Describe the stub",
        "description": "What the console must know before its other requests.",
        "tags": [
          "Stub"
        ],
        "security": [],
        "responses": {
          "200": {
            "description": "Version, time of its start, and who may use these routes.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/About"
                },
                "examples": {
                  "local": {
                    "summary": "A stub on a developer's machine",
                    "value": {
                      "version": "0.2.0",
                      "startedAt": "2026-11-22T08:00:00.000Z",
                      "admin": "open",
                      "validation": "standard"
                    }
                  }
                }
              }
            }
          }
        }
      }
    },
    "/contract": {
      "get": {
        "operationId": "describeContract",
        "summary": "Get the contract as OpenAPI",
        "description": "All operations that the stub serves, those of `--spec` included, as JSON.",
        "tags": [
          "Stub"
        ],
        "security": [],
        "responses": {
          "200": {
            "description": "An OpenAPI 3.1 document.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": true
                },
                "examples": {
                  "shortened": {
                    "summary": "The beginning of one",
                    "value": {
                      "openapi": "3.1.0"
                    }
                  }
                }
              }
            }
          }
        }
      }
    },
    "/organizations": {
      "get": {
        "operationId": "listOrganizations",
        "summary": "List the organizations",
        "description": "Organizations that sent requests lately, the latest first. Their API keys are masked.",
        "tags": [
          "Operator"
        ],
        "security": [
          {
            "adminKey": []
          }
        ],
        "responses": {
          "200": {
            "description": "At most 100 organizations.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/OrganizationSummary"
                  }
                },
                "examples": {
                  "one": {
                    "summary": "One of them",
                    "value": [
                      {
                        "id": "5f1d7a3c9be2408a6f10c2d4",
                        "key": "***9f3c",
                        "name": "web",
                        "seenAt": "2026-11-22T08:00:00.000Z"
                      }
                    ]
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/organizations/{id}/key": {
      "get": {
        "operationId": "revealKey",
        "summary": "Reveal the API key of an organization",
        "description": "For clients with the key of the console. Where an admin key is set, no client is shown API keys. No other route, and\nno log, has a whole API key.\n",
        "tags": [
          "Operator"
        ],
        "security": [
          {
            "adminKey": []
          }
        ],
        "parameters": [
          {
            "name": "id",
            "in": "path",
            "required": true,
            "description": "The id of the organization.",
            "schema": {
              "type": "string"
            },
            "example": "5f1d7a3c9be2408a6f10c2d4"
          }
        ],
        "responses": {
          "200": {
            "description": "The API key.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RevealedKey"
                },
                "examples": {
                  "one": {
                    "summary": "A key",
                    "value": {
                      "key": "sk_test_4711"
                    }
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/clock": {
      "get": {
        "operationId": "getClock",
        "summary": "Get the time",
        "description": "By the clock of the stub, which governs delays, `Retry-After`, rate limits and the times in the journal for all\norganizations.\n",
        "tags": [
          "Operator"
        ],
        "security": [
          {
            "adminKey": []
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Clock"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      },
      "put": {
        "operationId": "setClock",
        "summary": "Freeze the clock, or let it run",
        "description": "A frozen clock stands still until it is advanced, and delayed replies wait for that. Once it runs again, it goes on\nfrom where it stands.\n",
        "tags": [
          "Operator"
        ],
        "security": [
          {
            "adminKey": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "frozen"
                ],
                "properties": {
                  "frozen": {
                    "type": "boolean",
                    "description": "Whether it stands still."
                  }
                }
              },
              "examples": {
                "freeze": {
                  "summary": "Freeze it",
                  "value": {
                    "frozen": true
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Clock"
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/clock/advance": {
      "post": {
        "operationId": "advanceClock",
        "summary": "Advance the clock",
        "description": "As `stub.clock.advance` in a program: moves a frozen clock. Replies whose delay is over then go out. With `waiting`,\nfirst waits until so many replies are delayed.\n",
        "tags": [
          "Operator"
        ],
        "security": [
          {
            "adminKey": []
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "ms"
                ],
                "properties": {
                  "ms": {
                    "type": "number",
                    "minimum": 0,
                    "maximum": 31536000000,
                    "description": "Milliseconds to advance it by."
                  },
                  "waiting": {
                    "type": "integer",
                    "minimum": 0,
                    "default": 0,
                    "description": "How many replies must wait for the clock before."
                  },
                  "within": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 60000,
                    "default": 5000,
                    "description": "How many milliseconds of real time to wait for them at most."
                  }
                }
              },
              "examples": {
                "second": {
                  "summary": "A second",
                  "value": {
                    "ms": 1000
                  }
                },
                "delayed": {
                  "summary": "A second, once a reply waits",
                  "value": {
                    "ms": 1000,
                    "waiting": 1
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Clock"
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "409": {
            "description": "The clock runs, or too few replies wait for it.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Error"
                },
                "examples": {
                  "running": {
                    "summary": "It runs",
                    "value": {
                      "message": "The clock runs, so it cannot be advanced"
                    }
                  }
                }
              }
            }
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/notices": {
      "get": {
        "operationId": "listNotices",
        "summary": "List the errors of watched files",
        "description": "Contracts and fixtures that `--watch` could not load. The stub goes on with the last good version.",
        "tags": [
          "Operator"
        ],
        "security": [
          {
            "adminKey": []
          }
        ],
        "responses": {
          "200": {
            "description": "One notice for each file, until it can be loaded again.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/Notice"
                  }
                },
                "examples": {
                  "one": {
                    "summary": "A mistake in a fixture",
                    "value": [
                      {
                        "source": "fixtures.yaml",
                        "message": "fixtures.yaml:3: /0/name must be a string",
                        "at": "2026-11-22T08:00:00.000Z"
                      }
                    ]
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "403": {
            "$ref": "#/components/responses/Forbidden"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/health": {
      "get": {
        "operationId": "getHealth",
        "summary": "Tell whether the stub is alive",
        "description": "Answers 200 as long as the process runs, even when the store cannot be reached.",
        "tags": [
          "Stub"
        ],
        "security": [],
        "responses": {
          "200": {
            "description": "The stub is alive.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Condition"
                },
                "examples": {
                  "ok": {
                    "summary": "Alive",
                    "value": {
                      "status": "ok"
                    }
                  }
                }
              }
            }
          }
        }
      }
    },
    "/ready": {
      "get": {
        "operationId": "getReadiness",
        "summary": "Tell whether the stub takes requests",
        "description": "Not ready while the store cannot be reached, and after the stub has been told to stop. A journal in the database that cannot be read or written takes the stub out of no balancer: requests are answered all the same.",
        "tags": [
          "Stub"
        ],
        "security": [],
        "responses": {
          "200": {
            "description": "The stub takes requests.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Condition"
                },
                "examples": {
                  "ready": {
                    "summary": "Ready",
                    "value": {
                      "status": "ready"
                    }
                  },
                  "no_journal": {
                    "summary": "Ready, without the journal",
                    "value": {
                      "status": "ready",
                      "journal": "for 12 s requests could not be written to the journal; 80 wait, 0 were dropped"
                    }
                  }
                }
              }
            }
          },
          "503": {
            "description": "The stub does not take requests.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Condition"
                },
                "examples": {
                  "draining": {
                    "summary": "Told to stop",
                    "value": {
                      "status": "draining"
                    }
                  },
                  "no_store": {
                    "summary": "The store cannot be reached",
                    "value": {
                      "status": "store-unavailable",
                      "message": "The database cannot be reached"
                    }
                  }
                }
              }
            }
          }
        }
      }
    },
    "/metrics": {
      "get": {
        "operationId": "getMetrics",
        "summary": "Get the metrics",
        "description": "In the text format of Prometheus. Organizations cannot be told apart in them.",
        "tags": [
          "Stub"
        ],
        "security": [],
        "responses": {
          "200": {
            "description": "The metrics.",
            "content": {
              "text/plain": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          }
        }
      }
    },
    "/rules": {
      "get": {
        "operationId": "listRules",
        "summary": "List the rules",
        "description": "What requests must satisfy beyond the contract's schemas. Each rule has its source.",
        "tags": [
          "Stub"
        ],
        "security": [],
        "responses": {
          "200": {
            "description": "All rules.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/Rule"
                  }
                },
                "examples": {
                  "one": {
                    "summary": "One of them",
                    "value": [
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
            }
          }
        }
      }
    },
    "/assumptions": {
      "get": {
        "operationId": "listAssumptions",
        "summary": "List the assumptions",
        "description": "What no source says about the API, which way of it the stub follows, and why: by default, because a setting\nsays so, or because the real API was seen to do so.\n",
        "tags": [
          "Stub"
        ],
        "security": [],
        "responses": {
          "200": {
            "description": "All assumptions.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/Assumption"
                  }
                },
                "examples": {
                  "one": {
                    "summary": "One of them, of a stub with `--assume missing-key=400-zod`",
                    "value": [
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
            }
          }
        }
      }
    },
    "/requests": {
      "get": {
        "operationId": "listRequests",
        "summary": "List the latest requests",
        "description": "The journal of the organization, oldest first. Of more entries than `limit` it has the latest; with `after`, the\nfirst ones after that number, so that a client can read on from the last one that it has.\n",
        "tags": [
          "Organization"
        ],
        "parameters": [
          {
            "name": "limit",
            "in": "query",
            "description": "Number of entries at most.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000,
              "default": 100
            },
            "example": 10
          },
          {
            "name": "after",
            "in": "query",
            "description": "Only entries with a greater number.",
            "schema": {
              "type": "integer",
              "minimum": 0
            },
            "example": 120
          },
          {
            "name": "from",
            "in": "query",
            "description": "Only requests that came from clients, from the console of the stub, or from a browser that asked by itself.\n",
            "schema": {
              "type": "string",
              "enum": [
                "client",
                "console",
                "browser"
              ]
            },
            "example": "client"
          },
          {
            "name": "operation",
            "in": "query",
            "description": "Only requests for the operation with this id.",
            "schema": {
              "type": "string"
            },
            "example": "createUseCase"
          },
          {
            "name": "status",
            "in": "query",
            "description": "Only requests that were answered with this status.",
            "schema": {
              "type": "integer"
            },
            "example": 400
          },
          {
            "name": "verdict",
            "in": "query",
            "description": "Only requests with this verdict.",
            "schema": {
              "type": "string",
              "enum": [
                "accepted",
                "refused",
                "failed"
              ]
            },
            "example": "refused"
          }
        ],
        "responses": {
          "200": {
            "description": "The entries.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/JournalEntry"
                  }
                },
                "examples": {
                  "none": {
                    "summary": "No requests yet",
                    "value": []
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      },
      "delete": {
        "operationId": "forgetRequests",
        "summary": "Empty the journal",
        "description": "Forgets the requests of the organization.",
        "tags": [
          "Organization"
        ],
        "responses": {
          "204": {
            "description": "The journal is empty."
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/requests/stream": {
      "get": {
        "operationId": "streamRequests",
        "summary": "Follow the requests",
        "description": "Server-sent events, about ten a second at most, until the client hangs up. `requests` brings a list of journal\nentries, oldest first, beginning with the latest that the journal has; `skipped` says how many\nmore there were than a reader could look at; `cleared` comes when the journal was emptied; `scenarios` brings\nthe running scenarios, `states` the active states and `notices` the notices whenever they change; `use-cases`\ncomes when this process has changed use cases otherwise than by a request to the API: by a state, fixtures, one\nof these routes or a program. Every ten seconds at least a comment shows that the line is alive.\n",
        "tags": [
          "Organization"
        ],
        "parameters": [
          {
            "name": "after",
            "in": "query",
            "description": "Only entries with a greater number. A client that reconnects gives the last one that it has.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "default": 0
            },
            "example": 120
          }
        ],
        "responses": {
          "200": {
            "description": "The events.",
            "content": {
              "text/event-stream": {
                "schema": {
                  "type": "string"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/requests/mark": {
      "get": {
        "operationId": "markRequests",
        "summary": "Mark the end of the journal",
        "description": "The number of the latest request. With `since` a query asks only for requests that came after it.",
        "tags": [
          "Organization"
        ],
        "responses": {
          "200": {
            "description": "The mark.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "required": [
                    "mark"
                  ],
                  "properties": {
                    "mark": {
                      "type": "integer",
                      "description": "Number of the latest request; 0 when there was none."
                    }
                  }
                },
                "examples": {
                  "twelve": {
                    "summary": "After twelve requests",
                    "value": {
                      "mark": 12
                    }
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/requests/search": {
      "post": {
        "operationId": "searchRequests",
        "summary": "Search the requests of the client",
        "description": "As `stub.requests` in a program. Requests of the console, and those that a browser makes by itself, do not count.\n",
        "tags": [
          "Organization"
        ],
        "requestBody": {
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RequestQuery"
              },
              "examples": {
                "refused": {
                  "summary": "Creates that were refused",
                  "value": {
                    "operation": "createUseCase",
                    "verdict": "refused"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The entries, oldest first.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/JournalEntry"
                  }
                },
                "examples": {
                  "none": {
                    "summary": "No such request",
                    "value": []
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/requests/wait": {
      "post": {
        "operationId": "waitForRequest",
        "summary": "Wait for a request of the client",
        "description": "As `stub.waitForRequest` in a program: the reply comes as soon as there is such a request, or when the time is over. A\nrequest that is there already counts, unless `since` excludes it. The time is real time, whatever the clock of the\nstub says.\n",
        "tags": [
          "Organization"
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "required": [
                  "request"
                ],
                "properties": {
                  "request": {
                    "$ref": "#/components/schemas/RequestQuery"
                  },
                  "within": {
                    "type": "integer",
                    "minimum": 0,
                    "maximum": 60000,
                    "default": 5000,
                    "description": "How many milliseconds to wait at most."
                  }
                }
              },
              "examples": {
                "create": {
                  "summary": "A create with this name",
                  "value": {
                    "request": {
                      "operation": "createUseCase",
                      "body": {
                        "name": "Night desk"
                      }
                    },
                    "within": 2000
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The first request that is as the query says.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/JournalEntry"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "409": {
            "$ref": "#/components/responses/Unmet"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/requests/expect": {
      "post": {
        "operationId": "expectRequests",
        "summary": "Expect requests of the client",
        "description": "As `stub.expect` in a program: at least one request like `request`, or with `times` exactly so many (0: none); or\nrequests like those in `inOrder`, one after the other, between which others may come.\n",
        "tags": [
          "Organization"
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "properties": {
                  "request": {
                    "$ref": "#/components/schemas/RequestQuery"
                  },
                  "times": {
                    "type": "integer",
                    "minimum": 0,
                    "description": "How many there are. Default: at least one."
                  },
                  "inOrder": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 100,
                    "description": "Requests in the order in which they must have come.",
                    "items": {
                      "$ref": "#/components/schemas/RequestQuery"
                    }
                  },
                  "since": {
                    "type": "integer",
                    "minimum": 0,
                    "description": "A mark, for `inOrder`."
                  }
                }
              },
              "examples": {
                "once": {
                  "summary": "Exactly one create",
                  "value": {
                    "request": {
                      "operation": "createUseCase"
                    },
                    "times": 1
                  }
                },
                "order": {
                  "summary": "A create, then a list",
                  "value": {
                    "inOrder": [
                      {
                        "operation": "createUseCase"
                      },
                      {
                        "operation": "listUseCases"
                      }
                    ]
                  }
                }
              }
            }
          }
        },
        "responses": {
          "204": {
            "description": "The requests are as expected."
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "409": {
            "$ref": "#/components/responses/Unmet"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/coverage": {
      "get": {
        "operationId": "getCoverage",
        "summary": "Get the coverage",
        "description": "How often the organization got each status of each operation since the stub was started, or from all stubs that share a database since its first request. A 405 counts for every operation of its path.",
        "tags": [
          "Organization"
        ],
        "responses": {
          "200": {
            "description": "Every operation with every status that the contract has or that was sent.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Coverage"
                },
                "examples": {
                  "one": {
                    "summary": "One operation",
                    "value": {
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
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/use-cases": {
      "get": {
        "operationId": "searchUseCases",
        "summary": "Search the use cases",
        "description": "Newest first. The search is not in the journal.",
        "tags": [
          "Organization"
        ],
        "parameters": [
          {
            "name": "text",
            "in": "query",
            "description": "Only use cases that have this text in any value. Upper and lower case are the same.",
            "schema": {
              "type": "string"
            },
            "example": "reception"
          },
          {
            "name": "limit",
            "in": "query",
            "description": "Number of use cases at most.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 1000,
              "default": 100
            },
            "example": 10
          },
          {
            "name": "from",
            "in": "query",
            "description": "Number of use cases to skip.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "default": 0
            },
            "example": 100
          }
        ],
        "responses": {
          "200": {
            "description": "The use cases of the page, and the number of all that match.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FoundUseCases"
                },
                "examples": {
                  "none": {
                    "summary": "No use cases",
                    "value": {
                      "total": 0,
                      "useCases": []
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/use-cases/{id}": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "description": "Id of the use case.",
          "schema": {
            "type": "string"
          },
          "example": "66f2a1d05b3c9e7a41d80c12"
        }
      ],
      "delete": {
        "operationId": "removeUseCase",
        "summary": "Remove a use case",
        "description": "The API itself has no such operation.",
        "tags": [
          "Organization"
        ],
        "responses": {
          "204": {
            "description": "The use case is removed."
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/fake": {
      "get": {
        "operationId": "fakeUseCase",
        "summary": "Generate a realistic use case",
        "description": "The body for a create. The stub does not store it.",
        "tags": [
          "Stub"
        ],
        "security": [],
        "parameters": [
          {
            "name": "language",
            "in": "query",
            "description": "Its language. Default: a random one.",
            "schema": {
              "type": "string"
            },
            "example": "es-MX"
          },
          {
            "name": "number",
            "in": "query",
            "description": "The same number gives the same use case. Default: a random number.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "maximum": 4294967295
            },
            "example": 7
          }
        ],
        "responses": {
          "200": {
            "description": "The body.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": true
                },
                "examples": {
                  "shortened": {
                    "summary": "The beginning of one",
                    "value": {
                      "name": "Night desk"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          }
        }
      }
    },
    "/states": {
      "get": {
        "operationId": "listStates",
        "summary": "List the catalogue of states",
        "description": "Every state that an organization can be put into, with its parameters.",
        "tags": [
          "Stub"
        ],
        "security": [],
        "responses": {
          "200": {
            "description": "The catalogue.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/State"
                  }
                },
                "examples": {
                  "one": {
                    "summary": "One of them",
                    "value": [
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
            }
          }
        }
      },
      "delete": {
        "operationId": "leaveStates",
        "summary": "End all states",
        "description": "The organization gets its initial use cases back, and its scenarios end. Its journal is kept.",
        "tags": [
          "Organization"
        ],
        "responses": {
          "204": {
            "description": "All states have ended."
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/states/active": {
      "get": {
        "operationId": "listActiveStates",
        "summary": "List the states that the organization is in",
        "description": "In the order in which it was put into them. Of the states that only change use cases, it is the latest one: each\nmay undo what the one before did.\n",
        "tags": [
          "Organization"
        ],
        "responses": {
          "200": {
            "description": "Its states, until they are left or have applied to as many requests as they should.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/ActiveState"
                  }
                },
                "examples": {
                  "failing": {
                    "summary": "The API is failing, for two more requests",
                    "value": [
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
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/states/{name}": {
      "parameters": [
        {
          "name": "name",
          "in": "path",
          "required": true,
          "description": "Name of the state.",
          "schema": {
            "type": "string"
          },
          "example": "a use case exists"
        }
      ],
      "put": {
        "operationId": "enterState",
        "summary": "Put the organization into a state",
        "description": "In addition to its other states. The body has the parameters. Doing it twice has the same effect as once.",
        "tags": [
          "Organization"
        ],
        "requestBody": {
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": true
              },
              "examples": {
                "night_desk": {
                  "summary": "For \"a use case exists\"",
                  "value": {
                    "name": "Night desk"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Values of the state that a test needs, such as ids.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "object",
                  "additionalProperties": true
                },
                "examples": {
                  "night_desk": {
                    "summary": "Its id",
                    "value": {
                      "id": "66f2a1d05b3c9e7a41d80c12"
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/scenarios": {
      "get": {
        "operationId": "listScenarios",
        "summary": "List the scenarios",
        "description": "The planned misbehaviour of the organization, including that of states.",
        "tags": [
          "Organization"
        ],
        "responses": {
          "200": {
            "description": "The scenarios that have not ended, in the order of their start.",
            "content": {
              "application/json": {
                "schema": {
                  "type": "array",
                  "items": {
                    "$ref": "#/components/schemas/RunningScenario"
                  }
                },
                "examples": {
                  "none": {
                    "summary": "No scenarios",
                    "value": []
                  }
                }
              }
            }
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      },
      "post": {
        "operationId": "startScenario",
        "summary": "Make the API misbehave",
        "description": "Starts a scenario. It replaces a running one of the same reason. At most 100 run at once.",
        "tags": [
          "Organization"
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Scenario"
              },
              "examples": {
                "fails_twice": {
                  "summary": "Creates fail twice, then succeed",
                  "value": {
                    "match": {
                      "operation": "createUseCase"
                    },
                    "status": 503,
                    "times": 2
                  }
                },
                "name_taken": {
                  "summary": "The next create is refused with a body of your own",
                  "value": {
                    "match": {
                      "operation": "createUseCase"
                    },
                    "status": 400,
                    "body": {
                      "issues": [
                        {
                          "code": "custom",
                          "path": [
                            "name"
                          ],
                          "message": "name already taken"
                        }
                      ],
                      "name": "ZodError"
                    },
                    "times": 1
                  }
                },
                "sequence": {
                  "summary": "First 503, then 429, then as usual",
                  "value": {
                    "steps": [
                      {
                        "status": 503
                      },
                      {
                        "status": 429,
                        "headers": {
                          "retry-after": "2"
                        }
                      }
                    ]
                  }
                },
                "slow_reads": {
                  "summary": "Reads take realistic times",
                  "value": {
                    "match": {
                      "operation": "getUseCase"
                    },
                    "delay": {
                      "distribution": "log-normal",
                      "median": 120,
                      "sigma": 0.6
                    }
                  }
                }
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The scenario, with its id.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RunningScenario"
                },
                "examples": {
                  "fails_twice": {
                    "summary": "Creates fail twice, then succeed",
                    "value": {
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
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      },
      "delete": {
        "operationId": "endScenarios",
        "summary": "End all scenarios",
        "description": "The API behaves normally for the organization again.",
        "tags": [
          "Organization"
        ],
        "responses": {
          "204": {
            "description": "All scenarios have ended."
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/scenarios/{id}": {
      "parameters": [
        {
          "name": "id",
          "in": "path",
          "required": true,
          "description": "Id of the scenario.",
          "schema": {
            "type": "string"
          },
          "example": "1"
        }
      ],
      "delete": {
        "operationId": "endScenario",
        "summary": "End one scenario",
        "description": "The other scenarios go on.",
        "tags": [
          "Organization"
        ],
        "responses": {
          "204": {
            "description": "The scenario has ended."
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/reset": {
      "post": {
        "operationId": "resetOrganization",
        "summary": "Reset the organization",
        "description": "Ends its states and scenarios and empties its journal; then it has the use cases, states and scenarios again that it\nstarted with, and as many requests as the rate limit allows. Other organizations stay as they are.\n",
        "tags": [
          "Organization"
        ],
        "responses": {
          "204": {
            "description": "The organization is reset."
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    },
    "/seed": {
      "post": {
        "operationId": "seedOrganization",
        "summary": "Fill the organization with realistic use cases",
        "description": "They replace all use cases that it has.",
        "tags": [
          "Organization"
        ],
        "requestBody": {
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/Seed"
              },
              "examples": {
                "spanish": {
                  "summary": "Five in Mexican Spanish",
                  "value": {
                    "count": 5,
                    "language": "es-MX"
                  }
                }
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The ids of the new use cases.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Seeded"
                },
                "examples": {
                  "one": {
                    "summary": "One",
                    "value": {
                      "id": "66f2a1d05b3c9e7a41d80c12",
                      "ids": [
                        "66f2a1d05b3c9e7a41d80c12"
                      ],
                      "count": 1
                    }
                  }
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/Invalid"
          },
          "401": {
            "$ref": "#/components/responses/Unauthorized"
          },
          "429": {
            "$ref": "#/components/responses/OverShare"
          },
          "503": {
            "$ref": "#/components/responses/NoRoom"
          }
        }
      }
    }
  },
  "components": {
    "securitySchemes": {
      "apiKey": {
        "type": "http",
        "scheme": "bearer",
        "description": "The API key of the organization. With `--admin-key`, the `stub-admin-key` header is required as well."
      },
      "organization": {
        "type": "apiKey",
        "in": "header",
        "name": "stub-organization",
        "description": "The id of the organization that is meant, for clients that may list them."
      },
      "adminKey": {
        "type": "apiKey",
        "in": "header",
        "name": "stub-admin-key",
        "description": "The admin key of the stub (`--admin-key`). On a stub without one, the key of the console (`--console-key`), which\nis in the address of the console that the stub prints at its start.\n"
      }
    },
    "schemas": {
      "Condition": {
        "type": "object",
        "description": "The condition of the stub.",
        "required": [
          "status"
        ],
        "properties": {
          "status": {
            "type": "string",
            "description": "The condition, in one word.",
            "enum": [
              "ok",
              "ready",
              "draining",
              "store-unavailable"
            ]
          },
          "message": {
            "type": "string",
            "description": "The reason."
          },
          "journal": {
            "type": "string",
            "description": "Why the journal that replicas share cannot be read or written at present."
          }
        }
      },
      "Clock": {
        "type": "object",
        "description": "The clock of a stub.",
        "required": [
          "now",
          "frozen",
          "waiting"
        ],
        "properties": {
          "now": {
            "type": "string",
            "description": "The time (ISO 8601)."
          },
          "frozen": {
            "type": "boolean",
            "description": "Whether it stands still until it is advanced."
          },
          "waiting": {
            "type": "integer",
            "description": "How many replies wait for it, of all organizations."
          }
        }
      },
      "About": {
        "type": "object",
        "description": "Facts about a stub.",
        "required": [
          "version",
          "startedAt",
          "admin",
          "validation"
        ],
        "properties": {
          "version": {
            "type": "string",
            "description": "Version of use-case-stub."
          },
          "startedAt": {
            "type": "string",
            "description": "When it was started (ISO 8601)."
          },
          "admin": {
            "type": "string",
            "description": "Whether these routes are open, require the admin key, or are switched off.",
            "enum": [
              "open",
              "key",
              "off"
            ]
          },
          "validation": {
            "type": "string",
            "description": "How requests are validated.",
            "enum": [
              "strict",
              "standard",
              "warn",
              "off"
            ]
          }
        }
      },
      "OrganizationSummary": {
        "type": "object",
        "description": "An organization that has sent a request.",
        "required": [
          "id",
          "key",
          "seenAt"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Its id, for `stub-organization`."
          },
          "key": {
            "type": "string",
            "description": "Its API key, masked."
          },
          "name": {
            "type": "string",
            "description": "Its name in `--api-key`."
          },
          "seenAt": {
            "type": "string",
            "description": "When it last sent a request (ISO 8601)."
          }
        }
      },
      "RevealedKey": {
        "type": "object",
        "description": "An API key.",
        "required": [
          "key"
        ],
        "properties": {
          "key": {
            "type": "string",
            "description": "The API key, in full."
          }
        }
      },
      "Notice": {
        "type": "object",
        "description": "A file that could not be loaded.",
        "required": [
          "source",
          "message",
          "at"
        ],
        "properties": {
          "source": {
            "type": "string",
            "description": "The file."
          },
          "message": {
            "type": "string",
            "description": "What is wrong, and where."
          },
          "at": {
            "type": "string",
            "description": "When it was noticed (ISO 8601)."
          }
        }
      },
      "Coverage": {
        "type": "object",
        "description": "How often each status of each operation was sent.",
        "required": [
          "since",
          "operations",
          "assumptions"
        ],
        "properties": {
          "since": {
            "type": "string",
            "description": "When counting began (ISO 8601)."
          },
          "operations": {
            "type": "array",
            "description": "In the order of the contract.",
            "items": {
              "type": "object",
              "required": [
                "operationId",
                "method",
                "path",
                "summary",
                "statuses"
              ],
              "properties": {
                "operationId": {
                  "type": "string",
                  "description": "Its id."
                },
                "method": {
                  "type": "string",
                  "description": "Its method."
                },
                "path": {
                  "type": "string",
                  "description": "Its path template."
                },
                "summary": {
                  "type": "string",
                  "description": "What it does."
                },
                "statuses": {
                  "type": "array",
                  "description": "In ascending order.",
                  "items": {
                    "type": "object",
                    "required": [
                      "status",
                      "documented",
                      "seen"
                    ],
                    "properties": {
                      "status": {
                        "type": "integer",
                        "description": "The status."
                      },
                      "documented": {
                        "type": "boolean",
                        "description": "Whether the contract has this status."
                      },
                      "description": {
                        "type": "string",
                        "description": "The contract's description of it."
                      },
                      "seen": {
                        "type": "integer",
                        "description": "How often it was sent."
                      }
                    }
                  }
                }
              }
            }
          },
          "assumptions": {
            "type": "array",
            "description": "Ways of assumptions that are chosen, or known from the real API; the contract that is counted follows them.\n",
            "items": {
              "type": "object",
              "required": [
                "assumption",
                "value",
                "isDefault",
                "standing"
              ],
              "properties": {
                "assumption": {
                  "type": "string",
                  "description": "Its id."
                },
                "value": {
                  "type": "string",
                  "description": "The way that the stub follows."
                },
                "isDefault": {
                  "type": "boolean",
                  "description": "Whether the contract is so unless it is told otherwise."
                },
                "standing": {
                  "$ref": "#/components/schemas/Standing"
                },
                "checkedAt": {
                  "type": "string",
                  "description": "When the real API was asked (ISO 8601)."
                }
              }
            }
          }
        }
      },
      "FoundUseCases": {
        "type": "object",
        "description": "A page of use cases.",
        "required": [
          "total",
          "useCases"
        ],
        "properties": {
          "total": {
            "type": "integer",
            "description": "Number of use cases that match."
          },
          "useCases": {
            "type": "array",
            "description": "The use cases of this page.",
            "items": {
              "type": "object",
              "additionalProperties": true
            }
          }
        }
      },
      "Rule": {
        "type": "object",
        "description": "A rule that requests must satisfy.",
        "required": [
          "id",
          "source",
          "fields",
          "explanation",
          "enforced"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Id of the rule in warnings."
          },
          "source": {
            "type": "string",
            "description": "Where it comes from."
          },
          "fields": {
            "type": "array",
            "description": "The fields that it looks at.",
            "items": {
              "type": "string"
            }
          },
          "explanation": {
            "type": "string",
            "description": "What it requires, and why."
          },
          "enforced": {
            "type": "boolean",
            "description": "Whether it refuses requests at every validation level."
          },
          "assumption": {
            "type": "string",
            "description": "The assumption that it warns of."
          },
          "value": {
            "type": "string",
            "description": "The way of that assumption that the stub follows."
          },
          "standing": {
            "$ref": "#/components/schemas/Standing"
          },
          "checkedAt": {
            "type": "string",
            "description": "When the real API was asked (ISO 8601)."
          }
        }
      },
      "Assumption": {
        "type": "object",
        "description": "Something that no source says about the API, and what the stub makes of it.",
        "required": [
          "id",
          "about",
          "value",
          "standing",
          "sentence",
          "source",
          "default",
          "alternatives",
          "replies"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Names it, for `--assume`."
          },
          "about": {
            "type": "string",
            "description": "The operation, field or part of HTTP."
          },
          "value": {
            "type": "string",
            "description": "The way that the stub follows."
          },
          "standing": {
            "$ref": "#/components/schemas/Standing"
          },
          "checkedAt": {
            "type": "string",
            "description": "When the real API was asked (ISO 8601)."
          },
          "sentence": {
            "type": "string",
            "description": "What the stub does."
          },
          "source": {
            "type": "string",
            "description": "What the default rests on."
          },
          "default": {
            "type": "string",
            "description": "The way that the stub follows unless it is told otherwise."
          },
          "alternatives": {
            "type": "array",
            "description": "The other ways.",
            "items": {
              "type": "string"
            }
          },
          "replies": {
            "type": "array",
            "description": "The replies whose form rests on it: a status, such as `404`, or one of an operation.",
            "items": {
              "type": "string",
              "description": "Such as `listUseCases 200`."
            }
          }
        }
      },
      "Standing": {
        "type": "string",
        "description": "`assumed`: by default. `chosen`: a setting says so. `confirmed`: the real API was seen to do as by default.\n`refuted`: it was seen to do something else, which `value` names; where `value` is the default, it does none of\nwhat is known, and the stub does as by default.\n",
        "enum": [
          "assumed",
          "chosen",
          "confirmed",
          "refuted"
        ]
      },
      "FindingStanding": {
        "type": "string",
        "description": "How far a finding can be trusted. `documented`: the public reference says so, or the document of `--spec`. The\nothers are those of the assumption that it rests on: `assumed` by default, `chosen` by a setting, `confirmed` by\nthe real API, `refuted`: the real API was seen to do something else, which `value` names; without a `value` it\ndoes none of what is known. Absent where it is not known.\n",
        "enum": [
          "documented",
          "assumed",
          "chosen",
          "confirmed",
          "refuted"
        ]
      },
      "JournalEntry": {
        "type": "object",
        "description": "A request and its outcome.",
        "required": [
          "number",
          "time",
          "requestId",
          "method",
          "url",
          "verdict",
          "status",
          "milliseconds",
          "issues",
          "warnings",
          "headers"
        ],
        "properties": {
          "number": {
            "type": "integer",
            "description": "Counts the requests, from 1."
          },
          "time": {
            "type": "string",
            "description": "When it came in (ISO 8601)."
          },
          "requestId": {
            "type": "string",
            "description": "The same as `x-request-id` in the reply and in the log."
          },
          "method": {
            "type": "string",
            "description": "Its method."
          },
          "url": {
            "type": "string",
            "description": "Its target, with secrets masked."
          },
          "operationId": {
            "type": "string",
            "description": "Id of the operation, if the request names one."
          },
          "verdict": {
            "type": "string",
            "description": "`accepted`: the request succeeded. `refused`: the request was wrong. `failed`: a real failure, or a\nplanned one, whatever its status is.\n",
            "enum": [
              "accepted",
              "refused",
              "failed"
            ]
          },
          "status": {
            "type": "integer",
            "description": "Status of the reply."
          },
          "error": {
            "type": "string",
            "description": "Id in the catalogue of errors."
          },
          "assumption": {
            "type": "string",
            "description": "The assumption that a refusal rests on; of one for its issues these say it."
          },
          "value": {
            "type": "string",
            "description": "The way of that assumption that is in force."
          },
          "standing": {
            "$ref": "#/components/schemas/FindingStanding"
          },
          "checkedAt": {
            "type": "string",
            "description": "When the real API was asked (ISO 8601)."
          },
          "from": {
            "type": "string",
            "description": "Where it came from, when it was not a client: the console of the stub, or a browser that asked for a page\nor an icon by itself. Coverage leaves these requests out.\n",
            "enum": [
              "console",
              "browser"
            ]
          },
          "client": {
            "type": "string",
            "description": "Network address of the client. Behind proxies it is theirs, unless `--trust-proxy` says how many there are.\n"
          },
          "cause": {
            "$ref": "#/components/schemas/Cause"
          },
          "milliseconds": {
            "type": "number",
            "description": "Time from the end of its head to the reply."
          },
          "issues": {
            "type": "array",
            "description": "Why it was refused.",
            "items": {
              "$ref": "#/components/schemas/JournalIssue"
            }
          },
          "warnings": {
            "type": "array",
            "description": "Rules that it breaks without being refused.",
            "items": {
              "$ref": "#/components/schemas/JournalWarning"
            }
          },
          "headers": {
            "type": "object",
            "description": "Its headers, with secrets masked.",
            "additionalProperties": {
              "type": "string"
            }
          },
          "body": {
            "type": "string",
            "description": "Its body, cut to 16,384 characters. Absent when it was not read: without a valid API key, or too large.\n"
          },
          "replyHeaders": {
            "type": "object",
            "description": "The headers of the reply, with secrets masked. Absent when the connection was closed before them.\n",
            "additionalProperties": {
              "type": "string"
            }
          },
          "reply": {
            "type": "string",
            "description": "The reply's body, cut likewise."
          }
        }
      },
      "Cause": {
        "type": "object",
        "description": "What decided on the reply. Absent when the reply is the operation's own.",
        "required": [
          "kind"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "description": "A scenario, a state that plans failures, a preference of the client, the rate limit, or Prism. With\n`client-gone` the client hung up before it was answered. With `real-api` the reply came through\n`use-case-stub proxy` from the service behind it.\n",
            "enum": [
              "scenario",
              "state",
              "preference",
              "rate-limit",
              "prism",
              "client-gone",
              "real-api"
            ]
          },
          "because": {
            "type": "string",
            "description": "Reason of the scenario or state, or the preferences."
          },
          "status": {
            "type": "integer",
            "description": "The status, where the cause decided on it."
          },
          "fault": {
            "type": "string",
            "description": "How the reply was broken as planned.",
            "enum": [
              "reset",
              "empty",
              "truncated",
              "malformed",
              "slow"
            ]
          },
          "delay": {
            "type": "number",
            "description": "Milliseconds that the reply waited as planned."
          }
        }
      },
      "JournalIssue": {
        "type": "object",
        "description": "Why a request was refused, as zod writes it; there may be more properties.",
        "required": [
          "code",
          "path",
          "message"
        ],
        "additionalProperties": true,
        "properties": {
          "code": {
            "type": "string",
            "description": "The kind of issue."
          },
          "path": {
            "type": "array",
            "description": "Where it is, key by key.",
            "items": {
              "type": [
                "string",
                "integer"
              ]
            }
          },
          "message": {
            "type": "string",
            "description": "What is wrong."
          },
          "assumption": {
            "type": "string",
            "description": "The assumption that it rests on."
          },
          "value": {
            "type": "string",
            "description": "The way of the assumption that is in force."
          },
          "standing": {
            "$ref": "#/components/schemas/FindingStanding"
          },
          "checkedAt": {
            "type": "string",
            "description": "When the real API was asked (ISO 8601)."
          }
        }
      },
      "JournalWarning": {
        "type": "object",
        "description": "A rule that a request breaks without being refused.",
        "required": [
          "rule",
          "path",
          "message"
        ],
        "properties": {
          "rule": {
            "type": "string",
            "description": "Id of the rule."
          },
          "path": {
            "type": "array",
            "description": "Where it is, key by key.",
            "items": {
              "type": [
                "string",
                "integer"
              ]
            }
          },
          "message": {
            "type": "string",
            "description": "What is wrong."
          },
          "suggestion": {
            "type": "string",
            "description": "What the client probably meant."
          },
          "code": {
            "type": "string",
            "description": "With the rule `documented`: the kind of issue that it would be."
          },
          "received": {
            "type": "string",
            "description": "The type that came, where another one is wanted."
          },
          "assumption": {
            "type": "string",
            "description": "The assumption that it rests on."
          },
          "value": {
            "type": "string",
            "description": "The way of the assumption that is in force."
          },
          "standing": {
            "$ref": "#/components/schemas/FindingStanding"
          },
          "checkedAt": {
            "type": "string",
            "description": "When the real API was asked (ISO 8601)."
          }
        }
      },
      "RequestQuery": {
        "type": "object",
        "description": "Which requests are meant. A request must be as every part says that is given; `{}` means all.",
        "properties": {
          "operation": {
            "type": "string",
            "description": "Id of the operation in the contract."
          },
          "verdict": {
            "type": "string",
            "description": "The outcome.",
            "enum": [
              "accepted",
              "refused",
              "failed"
            ]
          },
          "status": {
            "type": "integer",
            "description": "The status that it was answered with."
          },
          "headers": {
            "type": "object",
            "description": "Headers by name, in any case, each a text or a matcher of Pact. Secrets are masked in the journal, and so cannot\nbe compared.\n",
            "additionalProperties": true
          },
          "body": {
            "description": "A part that the JSON of the body contains. Objects of the body may have more properties, lists must match exactly.\nA matcher of Pact may stand for a value, such as `{ \"pact:matcher:type\": \"regex\", \"regex\": \"^Night\" }`.\n"
          },
          "since": {
            "type": "integer",
            "minimum": 0,
            "description": "A mark: only requests that came after it."
          }
        }
      },
      "UnmetExpectation": {
        "type": "object",
        "description": "Why the requests are not as expected.",
        "required": [
          "message",
          "nearest",
          "received"
        ],
        "properties": {
          "message": {
            "type": "string",
            "description": "In several lines: what was expected, what came nearest, what the client sent."
          },
          "expected": {
            "description": "What was expected, or how many."
          },
          "actual": {
            "description": "What came nearest, cut to what was asked for, or how many came."
          },
          "nearest": {
            "type": "array",
            "description": "Requests that are almost as expected, the nearest first.",
            "items": {
              "type": "object",
              "required": [
                "request",
                "differences"
              ],
              "properties": {
                "request": {
                  "$ref": "#/components/schemas/JournalEntry"
                },
                "differences": {
                  "type": "array",
                  "description": "Everything that differs.",
                  "items": {
                    "$ref": "#/components/schemas/Difference"
                  }
                }
              }
            }
          },
          "received": {
            "type": "array",
            "description": "The latest requests, at most ten, oldest first.",
            "items": {
              "$ref": "#/components/schemas/JournalEntry"
            }
          }
        }
      },
      "Difference": {
        "type": "object",
        "description": "Where a request is not as a query asks.",
        "required": [
          "part",
          "pointer",
          "expected"
        ],
        "properties": {
          "part": {
            "type": "string",
            "description": "The part of the request.",
            "enum": [
              "operation",
              "verdict",
              "status",
              "headers",
              "body"
            ]
          },
          "pointer": {
            "type": "string",
            "description": "JSON pointer inside that part."
          },
          "expected": {
            "type": "string",
            "description": "What was expected there."
          },
          "received": {
            "type": "string",
            "description": "What was there; absent when nothing was."
          }
        }
      },
      "State": {
        "type": "object",
        "description": "A provider state that an organization can be put into.",
        "required": [
          "name",
          "description",
          "parameters",
          "values",
          "replacesUseCases"
        ],
        "properties": {
          "name": {
            "type": "string",
            "description": "Its name."
          },
          "description": {
            "type": "string",
            "description": "What it does."
          },
          "parameters": {
            "type": "object",
            "description": "Its parameters, by name.",
            "additionalProperties": {
              "type": "object",
              "required": [
                "type"
              ],
              "properties": {
                "type": {
                  "type": "string",
                  "description": "The values that it takes, in words."
                },
                "meaning": {
                  "type": "string",
                  "description": "What it means."
                }
              }
            }
          },
          "values": {
            "type": "array",
            "description": "Names of the values that it gives.",
            "items": {
              "type": "string"
            }
          },
          "replacesUseCases": {
            "type": "boolean",
            "description": "Whether the organization loses all use cases that it had."
          }
        }
      },
      "ActiveState": {
        "type": "object",
        "description": "A state that the organization is in.",
        "required": [
          "name",
          "left",
          "values"
        ],
        "properties": {
          "name": {
            "type": "string",
            "description": "Its name."
          },
          "since": {
            "type": "string",
            "description": "When the organization was put into it, as ISO 8601."
          },
          "left": {
            "type": [
              "integer",
              "null"
            ],
            "description": "Number of requests that it still applies to; null for all."
          },
          "values": {
            "type": "object",
            "additionalProperties": true,
            "description": "Values that it gave, without lists."
          }
        }
      },
      "Match": {
        "type": "object",
        "description": "The requests that a scenario applies to. All conditions must hold.",
        "properties": {
          "operation": {
            "type": "string",
            "description": "Id of the operation in the contract."
          },
          "header": {
            "type": "object",
            "description": "A header that the request must have.",
            "required": [
              "name"
            ],
            "properties": {
              "name": {
                "type": "string",
                "minLength": 1,
                "description": "Its name, in any case."
              },
              "value": {
                "type": "string",
                "description": "Its value. Default: any."
              }
            }
          },
          "body": {
            "description": "A part that the body must contain."
          }
        }
      },
      "Delay": {
        "type": "object",
        "description": "How long replies wait, in milliseconds.",
        "required": [
          "distribution"
        ],
        "properties": {
          "distribution": {
            "type": "string",
            "description": "A fixed time, a time between two, or times like real latencies.",
            "enum": [
              "fixed",
              "uniform",
              "log-normal"
            ]
          },
          "ms": {
            "type": "number",
            "minimum": 0,
            "maximum": 60000,
            "description": "The time, for `fixed`."
          },
          "from": {
            "type": "number",
            "minimum": 0,
            "maximum": 60000,
            "description": "The shortest time, for `uniform`."
          },
          "to": {
            "type": "number",
            "minimum": 0,
            "maximum": 60000,
            "description": "The longest time, for `uniform`."
          },
          "median": {
            "type": "number",
            "minimum": 0,
            "maximum": 60000,
            "description": "The median of the times, for `log-normal`."
          },
          "sigma": {
            "type": "number",
            "minimum": 0,
            "maximum": 3,
            "description": "The spread of the times, for `log-normal`."
          }
        }
      },
      "ScenarioOutcome": {
        "type": "object",
        "description": "What happens to a request.",
        "properties": {
          "status": {
            "type": "integer",
            "minimum": 200,
            "maximum": 599,
            "description": "Answer with this status of the contract."
          },
          "example": {
            "type": "string",
            "description": "Name of the contract's example to answer. Default: the first one."
          },
          "body": {
            "description": "Body to answer in place of an example. It must be one that the contract allows."
          },
          "headers": {
            "type": "object",
            "description": "Headers to answer, besides those of the contract's example.",
            "additionalProperties": {
              "type": "string"
            }
          },
          "delay": {
            "$ref": "#/components/schemas/Delay"
          },
          "fault": {
            "type": "string",
            "description": "How the reply is broken: the connection is reset, closed without a reply, or closed in the middle of the\nbody; the body is not JSON; or it is sent slowly.\n",
            "enum": [
              "reset",
              "empty",
              "truncated",
              "malformed",
              "slow"
            ]
          }
        }
      },
      "ScenarioStep": {
        "description": "One step of a sequence. A step without an outcome lets the request pass.",
        "allOf": [
          {
            "$ref": "#/components/schemas/ScenarioOutcome"
          },
          {
            "type": "object",
            "properties": {
              "times": {
                "type": "integer",
                "minimum": 1,
                "maximum": 1000000,
                "description": "Number of requests that it applies to. Default: 1."
              }
            }
          }
        ]
      },
      "Scenario": {
        "description": "A planned misbehaviour.",
        "allOf": [
          {
            "$ref": "#/components/schemas/ScenarioOutcome"
          },
          {
            "$ref": "#/components/schemas/ScenarioPlan"
          }
        ]
      },
      "ScenarioPlan": {
        "type": "object",
        "description": "Which requests it applies to, and in which order.",
        "properties": {
          "because": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100,
            "description": "The reason, which replies name in `stub-state`."
          },
          "match": {
            "$ref": "#/components/schemas/Match"
          },
          "steps": {
            "type": "array",
            "minItems": 1,
            "maxItems": 100,
            "description": "A sequence: what happens to the first request that it applies to, to the next one, and so on. After the\nlast step the scenario has ended. Stands in place of an outcome of its own.\n",
            "items": {
              "$ref": "#/components/schemas/ScenarioStep"
            }
          },
          "outsideContract": {
            "type": "boolean",
            "description": "Answer statuses, bodies and content types that the contract does not have. Default: false, they are refused."
          },
          "times": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000000,
            "description": "Number of requests that it applies to. Default: until it is ended. With `steps`: number of times that the\nsequence runs; default: once.\n"
          },
          "probability": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "description": "The probability that it applies to a request."
          },
          "seed": {
            "type": "integer",
            "description": "The same number selects the same requests, for `probability`."
          }
        }
      },
      "RunningScenario": {
        "description": "A scenario that has been started.",
        "allOf": [
          {
            "$ref": "#/components/schemas/Scenario"
          },
          {
            "type": "object",
            "required": [
              "id",
              "because",
              "left"
            ],
            "properties": {
              "id": {
                "type": "string",
                "description": "Its id."
              },
              "left": {
                "type": [
                  "integer",
                  "null"
                ],
                "description": "Number of requests that it still applies to; null for all."
              },
              "keyUnknown": {
                "type": "boolean",
                "description": "Whether a state makes the API key unknown."
              },
              "fromState": {
                "type": "boolean",
                "description": "Whether a state started it."
              },
              "startedAt": {
                "type": "string",
                "description": "When it was started, as ISO 8601."
              }
            }
          }
        ]
      },
      "Seed": {
        "type": "object",
        "description": "The use cases to fill an organization with.",
        "properties": {
          "count": {
            "type": "integer",
            "minimum": 0,
            "maximum": 1000,
            "default": 12,
            "description": "Number of use cases."
          },
          "language": {
            "type": "string",
            "description": "Language of all of them. Default: a mix."
          }
        }
      },
      "Seeded": {
        "type": "object",
        "description": "The new use cases.",
        "required": [
          "ids",
          "count"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "The first id."
          },
          "ids": {
            "type": "array",
            "description": "All ids.",
            "items": {
              "type": "string"
            }
          },
          "count": {
            "type": "integer",
            "description": "Number of ids."
          }
        }
      },
      "Error": {
        "type": "object",
        "description": "An error other than an invalid request.",
        "required": [
          "message"
        ],
        "properties": {
          "message": {
            "type": "string",
            "description": "What went wrong."
          }
        }
      },
      "ValidationError": {
        "type": "object",
        "description": "A serialised ZodError, as in the API.",
        "required": [
          "issues",
          "name"
        ],
        "properties": {
          "issues": {
            "type": "array",
            "description": "What is wrong.",
            "items": {
              "type": "object",
              "additionalProperties": true
            }
          },
          "name": {
            "type": "string",
            "const": "ZodError",
            "description": "Name of the error class."
          }
        }
      }
    },
    "responses": {
      "Clock": {
        "description": "What the clock shows.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Clock"
            },
            "examples": {
              "frozen": {
                "summary": "A frozen clock",
                "value": {
                  "now": "2026-11-22T08:00:00.000Z",
                  "frozen": true,
                  "waiting": 0
                }
              }
            }
          }
        }
      },
      "Invalid": {
        "description": "The request is wrong.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ValidationError"
            },
            "examples": {
              "wrong": {
                "summary": "A wrong count",
                "value": {
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
        }
      },
      "Unmet": {
        "description": "The requests are not as expected.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/UnmetExpectation"
            },
            "examples": {
              "none": {
                "summary": "The client sent nothing",
                "value": {
                  "message": "Expected a request within 2000 ms: createUseCase\n\nThe client sent no request.",
                  "expected": {
                    "operation": "createUseCase"
                  },
                  "nearest": [],
                  "received": []
                }
              }
            }
          }
        }
      },
      "Unauthorized": {
        "description": "The API key is missing or unknown, or the admin key is missing or wrong.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "no_key": {
                "summary": "No API key",
                "value": {
                  "message": "Send your API key as \"authorization: Bearer API_KEY\""
                }
              }
            }
          }
        }
      },
      "Forbidden": {
        "description": "The request is from a page of another origin, or lacks the key that this takes.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "no_key": {
                "summary": "Without the key of the console",
                "value": {
                  "message": "This takes the key of the console"
                }
              }
            }
          }
        }
      },
      "NotFound": {
        "description": "There is no such thing.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "no_state": {
                "summary": "No such state",
                "value": {
                  "message": "\"a usecase\" is not a state"
                }
              }
            }
          }
        }
      },
      "OverShare": {
        "description": "The API key holds its share of something already, which the message names (`stub-error: key-over-share`), such as\nstreams, bodies under way or use cases. The share follows from `--max-memory`.\n",
        "headers": {
          "Retry-After": {
            "description": "Seconds to wait before the next attempt.",
            "schema": {
              "type": "integer"
            },
            "example": 1
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "streams": {
                "summary": "As many streams as one API key may have",
                "value": {
                  "message": "One API key may hold 32 streams of events and waits for requests at a time, and this one does"
                }
              }
            }
          }
        }
      },
      "NoRoom": {
        "description": "All clients together hold what the stub can hold of something, which the message names (`stub-error: stub-full`),\nor its store cannot be reached (`stub-error: store-unavailable`).\n",
        "headers": {
          "Retry-After": {
            "description": "Seconds to wait before the next attempt.",
            "schema": {
              "type": "integer"
            },
            "example": 1
          }
        },
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Error"
            },
            "examples": {
              "full": {
                "summary": "No room for another stream",
                "value": {
                  "message": "The stub can hold 128 streams of events and waits for requests at a time, and does"
                }
              }
            }
          }
        }
      }
    }
  }
};
