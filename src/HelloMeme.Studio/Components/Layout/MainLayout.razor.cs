using MudBlazor;

namespace HelloMeme.Studio.Components.Layout;

/// <summary>App bar, theme switch and the page; starts in the system's theme.</summary>
public sealed partial class MainLayout
{
    private MudThemeProvider? _themes;
    private bool _dark = true;
    private bool _interactive;

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender || _themes is null) return;
        _interactive = true;
        _dark = await _themes.GetSystemDarkModeAsync();
        StateHasChanged();
    }
}
