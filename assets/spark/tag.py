#!/usr/bin/env python3
"""Marks a pile of texts on an Apache Spark cluster: the unchanged `perusal tag` as a stage of the job, one process
for each partition. README.md beside this says how it is run, why nothing is lost or doubled, and what a cluster
needs. Marks nothing itself: each answer is the line that `perusal tag` writes."""

import argparse
import os
import subprocess
import threading

from pyspark import SparkFiles, TaskContext
from pyspark.sql import SparkSession
from pyspark.sql import functions as F

# What `perusal tag` says of a record; README.md has the fields, which are never renamed. Decimals are text, so
# that no digit is lost.
ANSWER = """error string, passages array<struct<
    start_char: bigint, end_char: bigint, text: string, kinds: array<string>,
    scores: struct<concern: double, opportunity: double, statistic: double>,
    themes: array<string>, cues: array<struct<text: string, mark: string>>,
    figures: array<struct<text: string, start_char: bigint, end_char: bigint, value: string, to: string,
        unit: string, qualifier: string, change: string, about: string>>>>"""

# White space of which a line may be made that `perusal tag` does not answer.
BLANK = b" \t\r\n\x0c"


def records(spark, form, path):
    """One column: a line for each record, as `perusal tag` reads it."""
    if form == "jsonl":
        # The very bytes: what is wrong with a line is for the program to say.
        return spark.read.text(path, lineSep="\n").select(F.col("value").cast("binary").alias("record"))
    if form == "text":
        files = spark.read.text(path, wholetext=True, recursiveFileLookup=True)
        rows = files.select(F.col("_metadata.file_path").alias("id"), F.col("value").alias("text"))
    else:
        rows = spark.read.parquet(path).select("id", "text")
    # What is null is left out, and what that means the program decides.
    return rows.select(F.to_json(F.struct("id", "text")).cast("binary").alias("record"))


def stage(program, options):
    """What Spark runs on each partition: batches of records to batches of answers, in their order."""

    def fed(process, lines):
        def feed():
            try:
                process.stdin.write(b"".join(line.rstrip(b"\n") + b"\n" for line in lines))
                process.stdin.flush()
            except BrokenPipeError:
                # Whoever reads the answers sees that some are missing.
                pass

        thread = threading.Thread(target=feed)
        thread.start()
        return thread

    def answers(batches):
        import pandas

        # A task has one processor, as Spark reckons.
        command = [SparkFiles.get(program), "tag", "--jobs", "1"]
        for name, value in options:
            command += [name, SparkFiles.get(value) if name == "--codebook" else value]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

        def fault(what):
            # The task fails as a whole, and Spark tries it again from its first record.
            where = TaskContext.get()
            return RuntimeError(f"perusal {what} in partition {where.partitionId()}, attempt {where.attemptNumber()}")

        try:
            for batch in batches:
                lines = [bytes(line) for line in batch["record"] if bytes(line).strip(BLANK)]
                feeder = fed(process, lines)
                answered = []
                for _ in lines:
                    answer = process.stdout.readline()
                    if not answer.endswith(b"\n"):
                        raise fault(f"ended after {len(answered)} of {len(lines)} answers of a batch")
                    answered.append(answer[:-1].decode())
                feeder.join()
                yield pandas.DataFrame({"answer": answered}, dtype=object)
            process.stdin.close()
            if process.stdout.read():
                raise fault("answered more than it was asked")
            # 1: some records were refused, each in its place.
            if process.wait() not in (0, 1):
                raise fault(f"ended with {process.returncode}")
        finally:
            process.kill()
            process.wait()

    return answers


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--perusal", required=True, help="the program, as it runs on the workers")
    parser.add_argument("--input", required=True, help="a file, folder or pattern")
    parser.add_argument("--format", choices=["jsonl", "parquet", "text"], default="jsonl",
                        help="lines with id and text, columns id and text, or files of which each is a text")
    parser.add_argument("--output", required=True, help="a folder that is not there yet")
    parser.add_argument("--unit", choices=["article", "passage"], default="article")
    parser.add_argument("--codebook", help="your own themes")
    parser.add_argument("--split", type=int, default=32 << 20, metavar="BYTES",
                        help="of the input that go to one task at most: what a lost task costs")
    wanted = parser.parse_args()

    spark = (
        SparkSession.builder.appName("perusal tag")
        # Two attempts of one task at a time would be work for nothing.
        .config("spark.speculation", "false")
        # What a task wrote stays in its own folder until the whole job is through.
        .config("spark.hadoop.mapreduce.fileoutputcommitter.algorithm.version", "1")
        .config("spark.sql.files.maxPartitionBytes", wanted.split)
        .config("spark.sql.files.openCostInBytes", min(wanted.split, 4 << 20))
        .config("spark.sql.execution.arrow.maxRecordsPerBatch", 256)
        .getOrCreate()
    )
    spark.sparkContext.addFile(os.path.abspath(wanted.perusal))
    options = [("--unit", wanted.unit)]
    if wanted.codebook:
        spark.sparkContext.addFile(os.path.abspath(wanted.codebook))
        options.append(("--codebook", os.path.basename(wanted.codebook)))
    mark = stage(os.path.basename(wanted.perusal), options)

    pile = records(spark, wanted.format, wanted.input)
    lines = f"{wanted.output}/jsonl"
    pile.mapInPandas(mark, "answer string").write.text(lines)
    # From what is written, so that nothing is marked twice.
    answer = F.col("value")
    told = spark.read.text(lines, lineSep="\n").select(
        F.get_json_object(answer, "$.id").alias("id"), F.from_json(answer, ANSWER).alias("told"))
    told.select("id", "told.error", "told.passages").write.parquet(f"{wanted.output}/parquet")
    spark.stop()


main()
