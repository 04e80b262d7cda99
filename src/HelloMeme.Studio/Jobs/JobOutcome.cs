using HelloMeme.Studio.Storage;

namespace HelloMeme.Studio.Jobs;

/// <summary>What a job made: the record to add (null when an earlier one answers) and the staged bytes it names. Disposing removes bytes that were not saved.</summary>
public sealed record JobOutcome(Guid ResultId, object? Record, IReadOnlyList<StagedBlob> Blobs) : IDisposable
{
    public void Dispose()
    {
        foreach (var blob in Blobs) blob.Dispose();
    }
}

/// <summary>Does one kind of job. A cancelled or failed run leaves nothing behind.</summary>
public interface IJobRunner
{
    JobKind Kind { get; }

    /// <exception cref="HelloMeme.Media.UserFaultException">What the visitor can understand and mend.</exception>
    Task<JobOutcome> RunAsync(Job job, JobReport report, CancellationToken token);
}
