using System.Text.Json;
using HelloMeme.Reenactment.Motion;
using HelloMeme.Studio.Films;
using HelloMeme.Studio.Storage;
using Microsoft.EntityFrameworkCore;

namespace HelloMeme.Studio.Jobs;

/// <summary>Reads what analyses found. Every question names the owner.</summary>
public sealed class AnalysisStore(IDbContextFactory<StudioDb> databases, BlobStore blobs)
{
    public async Task<AnalysisResult?> FindOrNullAsync(string owner, AnalysisOrder order, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        var settings = order.Settings;
        return await db.AnalysisResults.AsNoTracking().FirstOrDefaultAsync(r => r.Owner == owner && r.AssetId == order.Asset && r.Settings == settings, token);
    }

    /// <summary>The JSON of a result.</summary>
    /// <exception cref="HelloMeme.Media.UserFaultException">"not-here".</exception>
    public async Task<byte[]> ReadAsync(string owner, Guid id, CancellationToken token)
    {
        await using var db = await databases.CreateDbContextAsync(token);
        var result = await db.AnalysisResults.AsNoTracking().FirstOrDefaultAsync(r => r.Id == id && r.Owner == owner, token) ?? throw JobFaults.NotHere();
        return await blobs.ReadAsync(result.BlobHash, token);
    }

    /// <summary>The motion of a driver that was analysed before; null when it was not.</summary>
    public async Task<CapturedMotion?> FindMotionAsync(string owner, AnalysisOrder order, CancellationToken token)
    {
        if (await FindOrNullAsync(owner, order, token) is not { } result) return null;
        var found = JsonSerializer.Deserialize<AnalysisAnswer>(await blobs.ReadAsync(result.BlobHash, token), JsonSerializerOptions.Web)!;
        return found.Motion is { } track ? new CapturedMotion(MotionTrack.FromJson(track.GetRawText()), found.Warnings) : null;
    }
}
