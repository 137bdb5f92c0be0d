/** Links by which a private video plays for a while, for whoever has one. */
package dev.vitascope.links;
