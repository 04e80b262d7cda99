using System.Drawing;
using System.Text.Json;
using HelloMeme.Media;

namespace HelloMeme.Studio.Jobs;

/// <summary>What a page shows of an analysis. Faces: boxes in pixels, left to right; Ready: one face or motion is meant and can be used.</summary>
public sealed record AssetLook(IReadOnlyList<RectangleF> Faces, bool Ready, IReadOnlyList<string> Warnings);

/// <summary>Orders an analysis for a page and waits for it.</summary>
public sealed class AnalysisDesk(JobOrders orders, JobStore jobs, JobFeed feed, AnalysisStore analyses)
{
    /// <exception cref="UserFaultException">What is wrong with the face, the clip or the order.</exception>
    public async Task<AssetLook> LookAsync(string owner, AnalysisOrder order, Action<JobStatus> progress, CancellationToken token)
    {
        if (await analyses.FindOrNullAsync(owner, order, token) is { } known) return await ReadAsync(owner, known.Id, token);
        var job = await orders.AnalyzeAsync(owner, order, token);
        await foreach (var update in feed.WatchAsync(job.Id, t => SnapshotAsync(owner, job.Id, t), token))
        {
            progress(update.Status);
            if (update.Status is { State: JobState.Done, Result: { } result }) return await ReadAsync(owner, result, token);
            if (update.Status is { State: JobState.Failed, ErrorCode: { } code, Error: { } sentence }) throw new UserFaultException(code, sentence);
        }

        throw new UserFaultException("cancelled", "Looking at this file was cancelled: choose it again.");
    }

    private async Task<(JobStatus, long)> SnapshotAsync(string owner, Guid id, CancellationToken token)
    {
        var job = await jobs.FindAsync(owner, id, token);
        return (await jobs.StatusAsync(job, token), job.Fence);
    }

    private async Task<AssetLook> ReadAsync(string owner, Guid result, CancellationToken token)
    {
        var found = JsonSerializer.Deserialize<AnalysisAnswer>(await analyses.ReadAsync(owner, result, token), JsonSerializerOptions.Web)!;
        var faces = found.Faces?.Select(b => new RectangleF((float)b[0], (float)b[1], (float)b[2], (float)b[3])).ToArray() ?? [];
        return new AssetLook(faces, found.Motion is not null, found.Warnings);
    }
}
