/**
 * The HTTP door: binds the OpenAPI contract to operations, answers failures as problem+json, serves
 * health, metrics and the page. What an operation does is its stage's business.
 */
package dev.vitascope.api;
