using HelloMeme.Studio.Assets;
using HelloMeme.Studio.Visitors;
using Microsoft.AspNetCore.Components;

namespace HelloMeme.Studio.Components.Pages;

/// <summary>Where a meme begins: the portrait. It stands in the address, so that a reload keeps it.</summary>
public sealed partial class CreatePage : IDisposable
{
    private readonly CancellationTokenSource _closing = new();
    private string? _owner;
    private Asset? _portrait;

    [Inject]
    public required CurrentVisitor Visitor { get; init; }

    [Inject]
    public required AssetStore Kept { get; init; }

    [Inject]
    public required NavigationManager Navigation { get; init; }

    [SupplyParameterFromQuery]
    public Guid? Portrait { get; set; }

    protected override async Task OnParametersSetAsync()
    {
        _owner = await Visitor.OwnerAsync();
        _portrait = _owner is not null && Portrait is { } id ? await Kept.FindOrNullAsync(_owner, id, _closing.Token) : null;
    }

    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
    }

    private void Choose(Guid asset) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("portrait", asset));

    private void ChooseAnother() => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("portrait", (Guid?)null));

    private async Task DeleteAsync()
    {
        await Kept.DeleteAsync(_owner!, _portrait!.Id, _closing.Token);
        ChooseAnother();
    }
}
