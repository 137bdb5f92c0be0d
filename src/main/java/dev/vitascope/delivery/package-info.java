/** Published files served by this program, where the storage lets nobody else read them. */
package dev.vitascope.delivery;
