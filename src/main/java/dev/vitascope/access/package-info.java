/** Who may call: tokens of ours, or those of an identity provider. */
package dev.vitascope.access;
