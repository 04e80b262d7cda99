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
            if (await memes.FindOrderAsync(owner, id, token) is { } made) return await WithoutLostDriverAsync(owner, made, token);
            return await jobs.FindOrNullAsync(owner, id, token) is { Kind: JobKind.Render } job ? await WithoutLostDriverAsync(owner, RenderOrder.Of(job), token) : null;
        }

        if (link is not null && await memes.FindSharedOrNullAsync(owner, link, token) is { } meme) return Wordless(RecipeOrder.Read(meme.Recipe));
        return recipe is { } file ? recipes.Find(owner, file) : null;
    }

    // A track plays on when the clip that it was captured from is deleted, as a kept motion does.
    private async Task<RenderOrder> WithoutLostDriverAsync(string owner, RenderOrder order, CancellationToken token) =>
        order.Motion is { Track: not null, Driver: { } driver } && await assets.FindOrNullAsync(owner, driver, token) is null
            ? order with { Motion = new MotionChoice { Track = order.Motion.Track } }
            : order;

    private static RenderOrder Wordless(RenderOrder order) => order with
    {
        CaptionTop = null,
        CaptionBottom = null,
        Settings = order.Settings is { } settings ? settings with { Prompt = "", NegativePrompt = "" } : null,
    };
}
