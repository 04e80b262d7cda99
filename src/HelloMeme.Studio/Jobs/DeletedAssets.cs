using HelloMeme.Studio.Assets;

namespace HelloMeme.Studio.Jobs;

/// <summary>Deleting a photo or clip takes its bytes away at once, also from under a job; then that is the reason to tell, whatever the job stumbled over.</summary>
internal static class DeletedAssets
{
    /// <exception cref="HelloMeme.Media.UserFaultException">"asset-gone", or what the work throws.</exception>
    public static async Task<T> UnlessDeletedAsync<T>(this AssetStore assets, string owner, IReadOnlyList<Guid> needed, Func<Task<T>> work, CancellationToken token)
    {
        try
        {
            return await work();
        }
        catch (Exception) when (!token.IsCancellationRequested)
        {
            foreach (var id in needed)
            {
                if (await assets.FindOrNullAsync(owner, id, CancellationToken.None) is null) throw JobFaults.AssetGone();
            }

            throw;
        }
    }
}
