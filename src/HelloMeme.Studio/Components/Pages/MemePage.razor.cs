using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using HelloMeme.Media;
using HelloMeme.Reenactment.Diffusion;
using HelloMeme.Studio.Gallery;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Pages;

/// <summary>A finished meme behind its link: to look at, take along, pass on; its owner also rules over it here.</summary>
public sealed partial class MemePage : IDisposable
{
    private const int LinkBytes = 16;
    private const string Description = "A still photo, moved with HelloMeme Studio. Composed by a machine.";
    private static readonly (MemeVisibility, string)[] Visibilities = [(MemeVisibility.Unlisted, "Whoever has it"), (MemeVisibility.Private, "Only me")];
    private readonly CancellationTokenSource _closing = new();
    private string? _owner;
    private Meme? _meme;
    private RenderSettings? _settings; // of the HelloMeme engine

    [Inject]
    public required CurrentVisitor Visitor { get; init; }

    [Inject]
    public required MemeStore Memes { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [Parameter]
    public required string Link { get; set; }

    private bool IsOwner => _meme is not null && _meme.Owner == _owner;

    private string Aspect => ((double)_meme!.Width / _meme.Height).ToString("0.####", CultureInfo.InvariantCulture);

    protected override async Task OnParametersSetAsync()
    {
        _owner = await Visitor.OwnerAsync();
        _meme = await Memes.FindSharedOrNullAsync(_owner, Link, _closing.Token);
        _settings = _meme is null ? null : RecipeOrder.SettingsOf(_meme.Recipe);
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private string Local(string file) => $"/m/{_meme!.Token}{file}";

    private string Absolute(string file) => Navigation.ToAbsoluteUri(Local(file)).ToString();

    private Task ShowToAsync(MemeVisibility visibility) => ChangeAsync(m => m.Visibility = visibility);

    private async Task RevokeAsync()
    {
        await ChangeAsync(m => m.Token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(LinkBytes)));
        if (_meme is not null) Navigation.NavigateTo(Local(""), replace: true);
    }

    private async Task DeleteAsync()
    {
        try
        {
            await Memes.DeleteAsync(_owner!, _meme!.Id, _closing.Token);
        }
        catch (UserFaultException)
        {
            // It was deleted elsewhere, which is what was wanted.
        }

        Navigation.NavigateTo("/gallery");
    }

    private async Task ChangeAsync(Action<Meme> change)
    {
        try
        {
            _meme = await Memes.ChangeAsync(_owner!, _meme!.Id, change, _closing.Token);
        }
        catch (UserFaultException)
        {
            _meme = null; // it was deleted elsewhere, and the page says so
        }
    }
}
