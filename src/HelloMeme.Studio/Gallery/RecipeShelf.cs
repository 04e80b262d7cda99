using HelloMeme.Studio.Jobs;
using Microsoft.Extensions.Caching.Memory;

namespace HelloMeme.Studio.Gallery;

/// <summary>Recipes that visitors have just read from files, until the page that opens them asks. In memory, for an hour.</summary>
public sealed class RecipeShelf : IDisposable
{
    private const int MostRecipes = 200;
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private readonly MemoryCache _orders = new(new MemoryCacheOptions { SizeLimit = MostRecipes });

    public Guid Put(string owner, RenderOrder order)
    {
        var id = Guid.NewGuid();
        _orders.Set((owner, id), order, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = Kept });
        return id;
    }

    /// <summary>Null when it is another's or was forgotten.</summary>
    public RenderOrder? Find(string owner, Guid id) => _orders.Get<RenderOrder>((owner, id));

    public void Dispose() => _orders.Dispose();
}
