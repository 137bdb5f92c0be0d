/**
 * The database: one pool, transactions that repeat themselves when they must, migrations. The SQL
 * of a stage lies with the stage.
 */
package dev.vitascope.db;
