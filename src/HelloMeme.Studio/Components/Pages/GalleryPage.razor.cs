using HelloMeme.Media;
using HelloMeme.Studio.Gallery;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Pages;

/// <summary>The visitor's own memes: starred ones first, then the newest.</summary>
public sealed partial class GalleryPage : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private IReadOnlyList<Meme>? _memes;
    private string? _owner;
    private string? _wanted;

    [Inject]
    public required CurrentVisitor Visitor { get; init; }

    [Inject]
    public required MemeStore Memes { get; init; }

    private List<Meme> Shown =>
    [
        .. (_memes ?? []).Where(m => string.IsNullOrWhiteSpace(_wanted) || m.Title.Contains(_wanted.Trim(), StringComparison.CurrentCultureIgnoreCase))
            .OrderByDescending(m => m.Starred).ThenByDescending(m => m.Created),
    ];

    protected override async Task OnInitializedAsync()
    {
        _owner = await Visitor.OwnerAsync();
        await ListAsync();
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private async Task ListAsync() => _memes = _owner is null ? [] : await Memes.ListAsync(_owner, _closing.Token);

    private Task StarAsync(Meme meme) => ChangeAsync(Memes.ChangeAsync(_owner!, meme.Id, m => m.Starred = !m.Starred, _closing.Token));

    private Task DeleteAsync(Meme meme) => ChangeAsync(Memes.DeleteAsync(_owner!, meme.Id, _closing.Token));

    private async Task ChangeAsync(Task change)
    {
        try
        {
            await change;
        }
        catch (UserFaultException)
        {
            // It was deleted elsewhere: the list shows it.
        }

        await ListAsync();
    }
}
