using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Jobs;

namespace HelloMeme.Studio.Gallery;

/// <summary>Where the Create page gets settings to start with.</summary>
public sealed class OrderSources(MemeStore memes, JobStore jobs, RecipeShelf recipes, AssetStore assets)
{
    /// <summary>Of somebody's link its motion, never its words; of a meme or job of one's own all of it; of a file its recipe. Null when there is none.
    /// Without a portrait of the visitor's own <see cref="RenderOrder.Portrait"/> is empty.</summary>
    public async Task<RenderOrder?> FindAsync(string owner, string? link, Guid? own, Guid? recipe, CancellationToken token)
    {
        if (own is { } id)
        {
            if (await memes.FindOrderAsync(owner, id, token) is { } made) return await WithoutLostAsync(owner, made, token);
            return await jobs.FindOrNullAsync(owner, id, token) is { Kind: JobKind.Render } job ? await WithoutLostAsync(owner, RenderOrder.Of(job), token) : null;
        }

        if (link is not null && await memes.FindSharedOrNullAsync(owner, link, token) is { } meme) return Wordless(RecipeOrder.Read(meme.Recipe));
        return recipe is { } file ? recipes.Find(owner, file) : null;
    }

    // A track plays on when the clip that it was captured from, or a recording under it, is deleted.
    private async Task<RenderOrder> WithoutLostAsync(string owner, RenderOrder order, CancellationToken token)
    {
        var motion = order.Motion;
        if (motion is { Track: not null, Driver: { } driver } && await IsLostAsync(driver)) motion = new MotionChoice { Track = motion.Track, Sound = motion.Sound };
        var left = new List<SoundPiece>();
        foreach (var piece in motion.Sound ?? [])
            if (!await IsLostAsync(piece.Asset)) left.Add(piece);
        return order with { Motion = left.Count == (motion.Sound?.Count ?? 0) ? motion : motion with { Sound = left.Count > 0 ? left : null } };

        async Task<bool> IsLostAsync(Guid asset) => await assets.FindOrNullAsync(owner, asset, token) is null;
    }

    private static RenderOrder Wordless(RenderOrder order) => order with
    {
        CaptionTop = null,
        CaptionBottom = null,
        Settings = order.Settings is { } settings ? settings with { Prompt = "", NegativePrompt = "" } : null,
    };
}
